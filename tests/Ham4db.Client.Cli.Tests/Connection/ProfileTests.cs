using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Tests.Connection;

public sealed class ProfileTests
{
    private static readonly string[] Prefixes = ["HAM4DB_", "ORCHESTRATOR_"];

    [Theory]
    [InlineData("export HAM4DB_API=http://db-1:3000", "http://db-1:3000")]
    [InlineData("HAM4DB_API=http://db-1:3000", "http://db-1:3000")]
    [InlineData("  export   HAM4DB_API='http://db-1:3000 http://db-2:3000'", "http://db-1:3000 http://db-2:3000")]
    [InlineData("export HAM4DB_API=\"http://db-1:3000 http://db-2:3000\"  # nodes", "http://db-1:3000 http://db-2:3000")]
    [InlineData("export HAM4DB_API=http://db-1:3000;", "http://db-1:3000")]
    [InlineData("export HAM4DB_API=http://db-1:3000\r", "http://db-1:3000")]
    [InlineData("export HAM4DB_API=\"${HAM4DB_API:-http://db-1:3000}\"", "http://environment")]
    [InlineData("export HAM4DB_API=a\nexport HAM4DB_API=b", "b")]
    [InlineData("# export HAM4DB_API=http://db-1:3000", "http://environment")]
    [InlineData("if true; then\n export PATH=$PATH:/x\nfi", "http://environment")]
    public void Apply_PlainLine_WinsOverTheEnvironment(string text, string expected)
    {
        var (variables, warnings) = Profile.Apply("p.sh", text, new Dictionary<string, string> { ["HAM4DB_API"] = "http://environment" }, Prefixes);

        variables["HAM4DB_API"].ShouldBe(expected);
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_DefaultOfUnsetVariable_IsTaken()
    {
        var (variables, _) = Profile.Apply("p.sh", "export HAM4DB_API=${HAM4DB_API:-http://db-1:3000}", new Dictionary<string, string>(), Prefixes);

        variables["HAM4DB_API"].ShouldBe("http://db-1:3000");
    }

    [Theory]
    [InlineData("export HAM4DB_API=$(cat /etc/nodes)")]
    [InlineData("export HAM4DB_API=\"http://$(hostname):3000\"")]
    [InlineData("export HAM4DB_API=`cat /etc/nodes`")]
    public void Apply_LineThatNeedsAShell_IsIgnoredAndSaid(string line)
    {
        var (variables, warnings) = Profile.Apply("p.sh", $"# nodes\n{line}", new Dictionary<string, string>(), Prefixes);

        variables.ShouldBeEmpty();
        warnings.ShouldBe(["p.sh line 2: HAM4DB_API is set by more than a plain value, which only a shell can read; line ignored"]);
    }
}
