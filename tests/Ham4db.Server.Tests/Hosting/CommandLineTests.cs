using Ham4db.Server.Configuration;
using Ham4db.Server.Hosting;
using CommandLine = Ham4db.Server.Hosting.CommandLine;

namespace Ham4db.Server.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("/etc/x.json", "--config", "/etc/x.json")]
    [InlineData("/etc/x.json", "-config", "/etc/x.json")]
    [InlineData("/etc/x.json", "--config=/etc/x.json")]
    [InlineData("/etc/x.json", "-config=/etc/x.json")]
    [InlineData("/etc/a=b.json", "--config=/etc/a=b.json")]
    public void Parse_Run_GivesTheFile(string? file, params string[] arguments)
        => CommandLine.Parse(arguments).ShouldBe(new CommandLine(file, null));

    [Fact]
    public void Parse_GrabElection_IsKept_AndRefusedWithRaft()
    {
        var line = CommandLine.Parse(["--grab-election", "--config", "x.json"]);

        line.ShouldBe(new CommandLine("x.json", null) { GrabsElection = true });
        line.RequireFits(new ServerOptions());
        Should.Throw<StartException>(() => line.RequireFits(new ServerOptions { Raft = new RaftOptions { Enabled = true } })).Message.ShouldContain("raft-yield");
    }

    [Theory]
    [InlineData("--version", "ham4db-server ")]
    [InlineData("--help", "Usage: ham4db-server")]
    [InlineData("-h", "Usage: ham4db-server")]
    public void Parse_Question_GivesTheAnswer(string argument, string text)
        => CommandLine.Parse([argument]).Answer.ShouldNotBeNull().ShouldContain(text);

    [Theory]
    [InlineData("--config", "--config")]
    [InlineData("--config", "--config=")]
    [InlineData("--confg", "--confg", "x")]
    [InlineData("http", "http")]
    [InlineData("--version=2", "--version=2")]
    [InlineData("-", "-")]
    public void Parse_Mistake_NamesItInOneLine(string named, params string[] arguments)
    {
        var message = Should.Throw<StartException>(() => CommandLine.Parse(arguments)).Message;

        message.ShouldContain(named);
        message.ShouldNotContain("\n");
    }
}
