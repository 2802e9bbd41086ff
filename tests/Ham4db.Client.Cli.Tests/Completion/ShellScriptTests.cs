using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests.Completion;

/// <summary>The scripts in the shells themselves, where these are installed; bash always is.</summary>
public sealed class ShellScriptTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("a word", "which-master|", "ham4db-client which-mas", 1)]
    [InlineData("in the middle of a line", "which-master|", "ham4db-client which-mas --quiet", 1, 23)]
    [InlineData("the other name", "which-master|", "orchestrator-client which-mas", 1)]
    [InlineData("a new word", "bash|zsh|fish|powershell|", "ham4db-client completion ", 2)]
    [InlineData("parted at =", "json|", "ham4db-client clusters --output = js", 4)]
    [InlineData("an endpoint parted at : before", "fish|", "ham4db-client -U http : //a : 3000 completion f", 8)]
    [InlineData("a quoted word before", "prefer|prefer_not|", "ham4db-client register-candidate \"a_b\" pre", 3)]
    public async Task Bash_Tab_OffersWhatTheProgramSays(string what, string expected, string parts, int position, int point = -1)
    {
        // A line whose parts bash has parted at = and : is written here with spaces around these.
        var line = parts.Replace(" = ", "=", StringComparison.Ordinal).Replace(" : ", ":", StringComparison.Ordinal);
        var words = string.Join(' ', parts.Split(' ').Select(part => $"'{part}'"));
        var replies = await RunAsync(
            "bash", "--norc", "-c",
            $$"""
            source <(ham4db-client completion bash)
            COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
            COMP_LINE='{{line}}' COMP_POINT={{(point < 0 ? line.Length : point)}} COMP_CWORD={{position}} COMP_WORDS=({{words}})
            _ham4db_client
            printf '%s|' "${COMPREPLY[@]}"
            """);

        replies.ShouldBe([expected], what);
    }

    [Fact]
    public async Task Bash_InstanceWithItsPort_KeepsWhatIsTyped()
    {
        using var node = StubNode.Answering("all-instances", """[{"Key":{"Hostname":"db-2","Port":3307},"ClusterName":"db-1:3306"}]""");

        // With more time than a person waits for: tests use machines up.
        var replies = await RunAsync(
            "bash", "--norc", "-c",
            $$"""
            source <(ham4db-client completion bash)
            export HAM4DB_API={{node.Url}}
            COMP_LINE='ham4db-client --timeout=30s which-master db-2:33' COMP_POINT=48
            COMP_WORDBREAKS=$' \t\n=:' COMP_WORDS=(ham4db-client --timeout = 30s which-master db-2 : 33) COMP_CWORD=7
            _ham4db_client
            echo "${COMPREPLY[@]}"
            COMP_WORDBREAKS=$' \t\n' COMP_WORDS=(ham4db-client --timeout=30s which-master db-2:33) COMP_CWORD=3
            _ham4db_client
            echo "${COMPREPLY[@]}"
            """);

        replies.ShouldBe(["3307", "db-2:3307"]);
    }

    [Fact]
    public async Task Zsh_Tab_DescribesWhatTheProgramSays()
    {
        var script = await ScriptAsync("zsh");
        script.ShouldStartWith("#compdef ham4db-client orchestrator-client\n");
        if (ProgramPath.Find("zsh") is null)
        {
            return;
        }

        var replies = await RunAsync(
            "zsh", "--no-rcs", "-c",
            """
            compdef() { : }
            _describe() { print -l -- "${(@P)3}" }
            source <(ham4db-client completion zsh)
            words=(ham4db-client register-candidate 'a b' pre) CURRENT=4 PREFIX=pre
            _ham4db-client
            words=(ham4db-client help which-mas) CURRENT=3 PREFIX=which-mas
            _ham4db-client
            """);

        replies.Count.ShouldBe(3);
        replies.Take(2).ShouldBe(["prefer", "prefer_not"]);
        replies[2].ShouldStartWith("which-master:");
    }

    [Fact]
    public async Task Fish_Tab_OffersWhatTheProgramSays()
    {
        var script = await ScriptAsync("fish");
        script.ShouldContain("complete --command orchestrator-client ");
        if (ProgramPath.Find("fish") is null)
        {
            return;
        }

        var replies = await RunAsync(
            "fish", "--no-config", "-c",
            """
            ham4db-client completion fish | source
            complete --do-complete 'ham4db-client register-candidate "a b" pre'
            complete --do-complete 'orchestrator-client completion '
            complete --do-complete 'ham4db-client --promotion-r'
            """);

        replies.Select(reply => reply.Split('\t')[0]).ShouldBe(["prefer", "prefer_not", "bash", "zsh", "fish", "powershell", "--promotion-rule"]);
    }

    [Fact]
    public async Task PowerShell_Script_RegistersBothNames()
    {
        var script = await ScriptAsync("powershell");

        script.ShouldStartWith("Register-ArgumentCompleter -Native -CommandName ham4db-client, orchestrator-client -ScriptBlock {\n");
        script.Count(character => character == '{').ShouldBe(script.Count(character => character == '}'));
        script.Count(character => character == '(').ShouldBe(script.Count(character => character == ')'));
    }

    private static async Task<string> ScriptAsync(string shell)
    {
        var result = await Cli.RunAsync("completion", shell);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result.Output;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(string shell, params string[] arguments)
    {
        using var programs = new TemporaryDirectory("shell");
        ClientProgram.Install(programs.Combine("ham4db-client"));
        ClientProgram.Install(programs.Combine("orchestrator-client"));
        await using var process = ChildProcess.Start(
            shell, ProgramPath.Find(shell)!, arguments,
            new Dictionary<string, string?> { ["PATH"] = $"{programs.FullPath}:{Environment.GetEnvironmentVariable("PATH")}", ["HOME"] = programs.FullPath });
        var exitCode = await process.WaitForExitAsync().WaitAsync(Longest);
        process.Errors.ShouldBeEmpty();
        exitCode.ShouldBe(0, process.Tail());
        return process.Output;
    }
}
