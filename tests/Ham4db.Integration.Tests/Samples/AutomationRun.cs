using System.Globalization;
using System.Net;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>A run of the built Automation, with a hook that notes what it is told.</summary>
internal sealed class AutomationRun : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new("automation");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Starts the service.</summary>
    /// <param name="nodes">The value of <c>HAM4DB_API</c>; null leaves it unset.</param>
    /// <param name="hook">A shell script; its directory is <c>$DIR</c>.</param>
    /// <param name="settings">Further settings, as arguments.</param>
    public AutomationRun(string? nodes, string hook = "", params string[] settings)
    {
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        string[] all =
        [
            $"--Urls={_http.BaseAddress}", "--Automation:LookEvery=00:00:00.1",
            "--Automation:Hook:0=/bin/sh", "--Automation:Hook:1=-c", $"--Automation:Hook:2={hook}", .. settings,
        ];
        Process = ChildProcess.Start(
            "Automation", DotNetProgram.Path,
            ["exec", RepositoryRoot.BuiltAssembly("samples/Automation", "Automation"), .. all],
            new Dictionary<string, string?> { ["HAM4DB_API"] = nodes, ["ORCHESTRATOR_API"] = null, ["DIR"] = _directory.FullPath });
    }

    public ChildProcess Process { get; }

    public string Combine(string file) => _directory.Combine(file);

    /// <summary>The lines of a file that the hook writes; empty while there is none.</summary>
    public IReadOnlyList<string> Lines(string file) => File.Exists(Combine(file)) ? File.ReadAllLines(Combine(file)) : [];

    /// <summary>Waits until a health route answers with a status.</summary>
    public Task HealthAsync(string route, HttpStatusCode status) => Eventually.SeeAsync(
        $"{route} to be {status}",
        async token =>
        {
            using var response = await _http.GetAsync(new Uri(route, UriKind.Relative), token);
            return response.StatusCode;
        },
        seen => seen == status || Process.HasExited,
        TimeSpan.FromMinutes(1));

    public Task SaysAsync(string text) => Eventually.SeeAsync(
        $"'{text}' to be logged",
        _ => Task.FromResult(Process.Tail()),
        _ => Process.Output.Any(line => line.Contains(text, StringComparison.Ordinal)) || Process.HasExited,
        TimeSpan.FromMinutes(1));

    public Task SeesAsync(string what, Func<bool> isSo)
        => Eventually.BecomesTrueAsync(what, () => isSo() || Process.HasExited, TimeSpan.FromMinutes(1));

    /// <summary>Sends SIGTERM and waits for an orderly end.</summary>
    public async Task StopAsync()
    {
        (await Process.StopAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue(Process.Tail());
        Process.ExitCode.ShouldBe(0, Process.Tail());
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
        _directory.Dispose();
    }
}
