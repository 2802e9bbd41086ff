using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>A run of the built DeployGate with a shell script as its command, which tells that it runs and waits until it is let go on.</summary>
internal sealed class GateRun : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;

    private GateRun(TemporaryDirectory directory, ChildProcess process) => (_directory, Process) = (directory, process);

    public ChildProcess Process { get; }

    /// <summary>Whether the command was run.</summary>
    public bool CommandRan => File.Exists(_directory.Combine("began"));

    /// <summary>Starts the gate.</summary>
    /// <param name="nodes">The value of <c>HAM4DB_API</c>.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="exitCode">What the command ends with, once let go on.</param>
    /// <param name="options">Further options.</param>
    public static GateRun Start(string nodes, string cluster, int exitCode, params string[] options)
        => StartScript(nodes, cluster, $"touch began; while [ ! -e go ]; do sleep 0.05; done; exit {exitCode}", options);

    /// <summary>Starts the gate with a script of its own; <c>touch began</c> in it tells that it runs.</summary>
    public static GateRun StartScript(string nodes, string cluster, string script, params string[] options)
    {
        var directory = new TemporaryDirectory("gate");
        return new GateRun(directory, StartGate(nodes, directory.FullPath, ["--cluster", cluster, .. options, "--", "/bin/sh", "-c", script]));
    }

    /// <summary>Starts the gate with these arguments alone.</summary>
    public static ChildProcess StartGate(string? nodes, string? workingDirectory, params string[] arguments) => ChildProcess.Start(
        "DeployGate", DotNetProgram.Path,
        ["exec", RepositoryRoot.BuiltAssembly("samples/DeployGate", "DeployGate"), .. arguments],
        new Dictionary<string, string?> { ["HAM4DB_API"] = nodes, ["ORCHESTRATOR_API"] = null },
        workingDirectory);

    public Task CommandRunsAsync() => Eventually.BecomesTrueAsync(
        "the command to run", () => CommandRan || Process.HasExited, TimeSpan.FromMinutes(1));

    public Task SaysAsync(string text) => Eventually.SeeAsync(
        $"'{text}' to be said",
        _ => Task.FromResult(Process.Tail()),
        _ => Process.Errors.Any(line => line.Contains(text, StringComparison.Ordinal)) || Process.HasExited,
        TimeSpan.FromMinutes(1));

    public void LetGoOn() => File.WriteAllText(_directory.Combine("go"), string.Empty);

    public Task<int> ExitCodeAsync() => Process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        LetGoOn();
        await Process.DisposeAsync();
        _directory.Dispose();
    }
}
