using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Tests.Arguments;

public sealed class NearestTests
{
    [Theory]
    [InlineData("topology", "topology", 0)]
    [InlineData("topolgy", "topology", 1)]
    [InlineData("toplogoy", "topology", 2)]
    [InlineData("ab", "ba", 1)]
    [InlineData("", "abc", 3)]
    public void Edits_TwoWords_CountsChanges(string from, string to, int expected) => Nearest.Edits(from, to).ShouldBe(expected);

    [Fact]
    public void To_NothingClose_IsNull() => Nearest.To("xyzzy", ["topology", "clusters"]).ShouldBeNull();

    [Fact]
    public void To_SeveralClose_IsTheClosest() => Nearest.To("cluster", ["clusters-alias", "clusters"]).ShouldBe("clusters");
}
