using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

public class NamePatternTests
{
    [Theory]
    [InlineData("db[0-9]+", "x.db12.y", true)]
    [InlineData("^db$", "db1", false)]
    [InlineData("DB", "db", false)]
    [InlineData("(?i)DB", "db", true)]
    public void IsFound_Pattern_IsSearchedAnywhere(string pattern, string text, bool expected) => NamePattern.IsFound(pattern, text).ShouldBe(expected);

    [Theory]
    [InlineData("[.]([^.]+)[.][^.]+[.]mydomain[.]com", "db1.north.prod.mydomain.com", "north")]
    [InlineData("(?P<dc>north|south)", "db1.south", "south")]
    [InlineData("dc-(.)", "db1", "")]
    [InlineData("", "db1", "")]
    public void FirstGroup_Pattern_GivesWhatItCaptures(string pattern, string text, string expected) => NamePattern.FirstGroup(pattern, text).ShouldBe(expected);

    [Theory]
    [InlineData("(db")]
    [InlineData("db(?=1)")]
    [InlineData(@"(a)\1")]
    public void Compile_Unusable_SaysWhy(string pattern) => Should.Throw<FormatException>(() => NamePattern.Compile(pattern)).Message.ShouldNotBeEmpty();
}
