namespace Ham4db.Client.Tests;

public class Ham4dbClientOptionsRulesTests
{
    [Fact]
    public void Check_Defaults_AreFine()
        => Ham4dbClientOptionsRules.Check(new Ham4dbClientOptions { Endpoints = ["http://a:3000"] }).ShouldBeEmpty();

    [Theory]
    [InlineData("Endpoints is empty")]
    [InlineData("twice", "http://a:3000", "http://a:3000")]
    [InlineData("same node", "http://a:3000", "http://A:3000/api/")]
    [InlineData("no scheme", "a:3000")]
    [InlineData("not an address", "http://a:3000", "http://b:x")]
    public void Check_Endpoints_SaysWhatToChange(string expected, params string[] endpoints)
        => Ham4dbClientOptionsRules.Check(new Ham4dbClientOptions { Endpoints = endpoints }).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Check_SeveralProblems_TellsAll()
    {
        var options = new Ham4dbClientOptions
        {
            Endpoints = ["http://a:3000"],
            Deadline = TimeSpan.Zero,
            SilenceBeforeProbe = TimeSpan.FromDays(2),
            ProbeTimeout = TimeSpan.FromSeconds(-1),
            Password = "hunter2",
            UserHeaderName = "X-Forwarded-User",
            Dialect = (ServerDialect)9,
        };

        var problems = Ham4dbClientOptionsRules.Check(options).ToList();

        problems.Count.ShouldBe(6);
        problems.ShouldAllBe(problem => !problem.Contains("hunter2"));
    }

    [Theory]
    [InlineData("X Forwarded", "alice", "header name")]
    [InlineData("X-Forwarded-User", "alice\r\nX: y", "control character")]
    public void Check_UserHeader_MustFitAHeader(string name, string value, string expected)
        => Ham4dbClientOptionsRules.Check(new Ham4dbClientOptions { Endpoints = ["http://a"], UserHeaderName = name, UserHeaderValue = value })
            .ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Create_BadOptions_ThrowsWithTheMessages()
        => Should.Throw<ArgumentException>(() => Ham4dbClient.Create(new Ham4dbClientOptions())).Message.ShouldContain("name at least one node");
}
