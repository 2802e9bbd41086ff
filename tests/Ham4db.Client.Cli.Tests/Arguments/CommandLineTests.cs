using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Tests.Arguments;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-c", "which-master", "-i", "db-1:3306")]
    [InlineData("-command", "which-master", "-i", "db-1:3306")]
    [InlineData("--command", "which-master", "-instance", "db-1:3306")]
    [InlineData("--command=which-master", "--instance=db-1:3306")]
    [InlineData("-command=which-master", "-instance=db-1:3306")]
    [InlineData("-cwhich-master", "-idb-1:3306")]
    [InlineData("-i", "db-1:3306", "-c", "which-master")]
    [InlineData("-i", "db-9:1", "-c", "topology", "-i", "db-1:3306", "-c", "which-master")]
    [InlineData("which-master", "-i", "db-1:3306")]
    [InlineData("-i", "db-1:3306", "which-master")]
    public void Read_EverySpelling_GivesCommandAndInstance(params string[] arguments)
    {
        var line = CommandLine.Read(arguments);

        line.CommandName.ShouldBe("which-master");
        line[Options.Instance].ShouldBe("db-1:3306");
        line.Words.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("c", "command")]
    [InlineData("a", "alias")]
    [InlineData("o", "owner")]
    [InlineData("r", "reason")]
    [InlineData("u", "duration")]
    [InlineData("R", "promotion-rule")]
    [InlineData("t", "tag")]
    [InlineData("l", "pool")]
    [InlineData("H", "hostname")]
    [InlineData("U", "api")]
    [InlineData("P", "path")]
    [InlineData("q", "query")]
    [InlineData("b", "auth")]
    [InlineData("e", "headers-auth")]
    [InlineData("n", "binlog")]
    [InlineData("S", "seconds")]
    [InlineData("i", "instance")]
    [InlineData("d", "destination")]
    [InlineData("s", "destination")]
    [InlineData("D", "default-port")]
    public void Read_OptionOfTheScripts_IsKnownByLetterAndLongName(string letter, string name)
    {
        var option = Options.All.Single(option => option.Name == name);

        foreach (string[] arguments in new string[][] { [$"-{letter}", "x y"], [$"-{name}", "x y"], [$"--{name}", "x y"], [$"--{name}=x y"] })
        {
            CommandLine.Read(arguments)[option].ShouldBe("x y");
        }
    }

    [Theory]
    [InlineData("-r", "-because", "-because")]
    [InlineData("-r", "--quiet", "--quiet")]
    [InlineData("-r", "topology", "topology")]
    [InlineData("-r", "a=b:c", "a=b:c")]
    [InlineData("-r", "@file", "@file")]
    [InlineData("-r", "", "")]
    [InlineData("--reason=a=b:c", null, "a=b:c")]
    [InlineData("--reason=", null, "")]
    [InlineData("-ra=b:c", null, "a=b:c")]
    public void Read_Value_IsTakenAsItIs(string option, string? next, string expected)
    {
        var line = CommandLine.Read(next is null ? [option, "clusters"] : [option, next, "clusters"]);

        line[Options.Reason].ShouldBe(expected);
        line.CommandName.ShouldBe("clusters");
        line.Has(Options.Quiet).ShouldBeFalse();
    }

    [Fact]
    public void Read_WordsAfterTwoDashes_AreNoOptions()
    {
        var line = CommandLine.Read(["search", "--", "-i"]);

        line.Words.ShouldBe(["-i"]);
    }

    [Theory]
    [InlineData("--instnace", "unknown option --instnace: did you mean --instance?")]
    [InlineData("-instnace=db-1", "unknown option -instnace: did you mean -instance?")]
    [InlineData("-tg=role", "unknown option -tg: did you mean -tag?")]
    [InlineData("--nothing-like-it", "unknown option --nothing-like-it: \"ham4db-client help\" lists the options")]
    [InlineData("-z", "unknown option -z: \"ham4db-client help\" lists the options")]
    [InlineData("--quiet=yes", "option --quiet takes no value: write --quiet alone")]
    [InlineData("-i", "option -i needs a value: -i HOST[:PORT]")]
    [InlineData("--alias", "option --alias needs a value: --alias CLUSTER")]
    public void Read_WrongOption_SaysWhichAndWhatToDo(string argument, string message)
    {
        var wrong = Should.Throw<UsageException>(() => CommandLine.Read(["clusters", argument]));

        wrong.Message.ShouldBe(message);
    }

    [Fact]
    public void All_Spellings_AreUnique()
        => Options.All.SelectMany(option => option.Spellings).ShouldBeUnique();
}
