using System.Text.RegularExpressions;
using CsCheck;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class WildcardTextTests
{
    [Theory]
    [InlineData("db1:3306", "db1:3306", true)]
    [InlineData("db1:3306", "DB1:%", true)]
    [InlineData("db1:3306", "%", true)]
    [InlineData("db1:3306", "db_:3306", true)]
    [InlineData("db1:3306", "db_", false)]
    [InlineData("", "", true)]
    [InlineData("", "_", false)]
    public void Like_Table(string text, string pattern, bool expected) => WildcardText.Like(text, pattern).ShouldBe(expected);

    [Fact]
    public void Like_AnyTextAndPattern_AgreesWithTheSameRegularExpression()
        => Gen.Select(Gen.Char["ab."].Array[0, 8], Gen.Char["ab.%_"].Array[0, 6]).Sample((text, pattern) =>
        {
            var expression = string.Concat(pattern.Select(letter => letter switch { '%' => ".*", '_' => ".", _ => Regex.Escape(letter.ToString()) }));
            return WildcardText.Like(text, pattern) == Regex.IsMatch(new string(text), $"^{expression}$");
        });
}
