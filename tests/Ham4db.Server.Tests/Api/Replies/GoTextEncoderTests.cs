using System.Text;
using System.Text.Json;
using CsCheck;
using Ham4db.Server.Api.Replies;

namespace Ham4db.Server.Tests.Api.Replies;

public sealed class GoTextEncoderTests
{
    [Theory]
    [InlineData("10.11.19-MariaDB,rw,ROW,>>", @"""10.11.19-MariaDB,rw,ROW,\u003e\u003e""")]
    [InlineData("a<b & c", @"""a\u003cb \u0026 c""")]
    [InlineData("quote \" and \\ back", @"""quote \"" and \\ back""")]
    [InlineData("line\nfeed\ttab\rreturn\b\f", @"""line\nfeed\ttab\rreturn\b\f""")]
    [InlineData("\u0001\u001f", @"""\u0001\u001f""")]
    [InlineData("\u2028\u2029", @"""\u2028\u2029""")]
    [InlineData("it's 5+5=10 `x` /slash é ü 漢 😀 \u007f \ue000", "\"it's 5+5=10 `x` /slash é ü 漢 😀 \u007f \ue000\"")]
    [InlineData("", "\"\"")]
    public void Write_Text_IsEscapedAsGoDoes(string text, string json) => Write(text).ShouldBe(json);

    [Fact]
    public void Write_HalfOfACharacter_IsReplaced() => Write("a\ud83db").ShouldBe("\"a\ufffdb\"");

    [Fact]
    public void Write_AnyText_IsReadBackTheSame()
        => Gen.String.Sample(text =>
        {
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

            JsonDocument.Parse(Write(whole)).RootElement.GetString().ShouldBe(whole);
        });

    private static string Write(string text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = GoTextEncoder.Instance }))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
