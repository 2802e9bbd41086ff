using System.Text.Json;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests.Output;

public sealed class JsonLineTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("\"OK\"", "\"OK\"")]
    [InlineData("null", "null")]
    [InlineData("[1,2.50,true]", "[ 1, 2.50, true ]")]
    [InlineData("{\"a\":{\"b\":[]},\"c\":[{}]}", "{ \"a\": { \"b\": [] }, \"c\": [ {} ] }")]
    [InlineData("\"\\u003e  \\u00fc \\\"q\\\" \\\\ \\n \\u0001\"", "\">  ü \\\"q\\\" \\\\ \\n \\u0001\"")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    public void Write_Value_IsOneLineOfTheScriptsForm(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        JsonLine.Write(document.RootElement).ShouldBe(expected);
    }
}
