using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>A real <c>ham4db-server</c> process with a configuration file and a data directory of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly Action<string>? _onLine;
    private readonly NetworkHost? _host;
    private ChildProcess? _process;

    /// <summary>Prepares a node; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="configuration">The keys of its file. <c>ListenAddress</c> and <c>SQLite3DataFile</c> are filled in when absent.</param>
    /// <param name="onLine">Called with each line the server prints, from any thread; must not throw.</param>
    /// <param name="host">Where it runs, with that host's address in <c>ListenAddress</c>; null for this machine.</param>
    public ServerProcess(JsonObject? configuration = null, Action<string>? onLine = null, NetworkHost? host = null)
    {
        _onLine = onLine;
        _host = host;
        Configuration = configuration ?? [];
        Configuration["ListenAddress"] ??= string.Create(CultureInfo.InvariantCulture, $"{(object?)host?.Address ?? "127.0.0.1"}:{FreePort.Next()}");
        Configuration["SQLite3DataFile"] ??= Directory.Combine("ham4db.sqlite3");
        Configuration["BackendDB"] ??= "sqlite3";
        Address = new Uri($"http://{Configuration["ListenAddress"]!.GetValue<string>()}/");
        _http = new HttpClient { BaseAddress = new Uri(Address, "api/"), Timeout = TimeSpan.FromSeconds(2) };
    }

    /// <summary>The keys of the configuration file, written anew at each start. This process asks the node as <c>HTTPAuthUser</c>, when there is one.</summary>
    public JsonObject Configuration { get; }

    /// <summary>What the process is started with on its command line, beside its configuration file.</summary>
    public IList<string> Arguments { get; } = [];

    /// <summary>Variables that the process is started with, beside those of this process; a null value removes one.</summary>
    public IDictionary<string, string?> Variables { get; } = new Dictionary<string, string?>();

    /// <summary>The node's directory: configuration, database and raft log.</summary>
    public TemporaryDirectory Directory { get; } = new("node");

    /// <summary>Base address of the node, for example <c>http://127.0.0.1:3001/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The running process.</summary>
    /// <exception cref="InvalidOperationException">The node was never started.</exception>
    public ChildProcess Process => _process ?? throw new InvalidOperationException($"The node {Address} has not been started.");

    /// <summary>Lines that the node has printed since its last start.</summary>
    public IReadOnlyList<string> Output => Process.Output;

    /// <summary>Starts the node, on its old data when it ran before, and waits until it answers <c>lb-check</c>.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has what it said.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var process = await LaunchAsync(cancellationToken).ConfigureAwait(false);
        var answers = await Eventually.SeeAsync(
            $"the node {Address} to answer",
            async token => process.HasExited || await GetStatusAsync("lb-check", token).ConfigureAwait(false) == HttpStatusCode.OK,
            done => done,
            StartDeadline,
            cancellationToken).ConfigureAwait(false);
        if (answers && process.HasExited)
        {
            throw new InvalidOperationException($"The node {Address} ended at its start with exit code {process.ExitCode}:{Environment.NewLine}{process.Tail()}");
        }
    }

    /// <summary>Starts the process without waiting for it to answer, for starts that are expected to fail.</summary>
    public async Task<ChildProcess> LaunchAsync(CancellationToken cancellationToken = default)
    {
        if (_process is { } old)
        {
            await old.DisposeAsync().ConfigureAwait(false);
        }

        _http.DefaultRequestHeaders.Authorization = Configuration["HTTPAuthUser"]?.GetValue<string>() is { } user
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Configuration["HTTPAuthPassword"]}")))
            : null;
        var file = Directory.Combine("ham4db.conf.json");
        await File.WriteAllTextAsync(file, Configuration.ToJsonString(), cancellationToken).ConfigureAwait(false);
        string[] arguments = ["exec", RepositoryRoot.BuiltAssembly("Ham4db.Server", "ham4db-server"), "--config", file, .. Arguments];
        var (program, all) = _host?.Inside(DotNetProgram.Path, arguments) ?? (DotNetProgram.Path, arguments);
        _process = ChildProcess.Start(
            $"ham4db-server {Address}",
            program,
            all,
            Variables.AsReadOnly(),
            workingDirectory: Directory.FullPath,
            onLine: _onLine);
        return _process;
    }

    /// <summary>Whether the node says that it leads. A node that does not answer within a second does not lead.</summary>
    public async Task<bool> LeadsAsync(CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await GetStatusAsync("leader-check", limit.Token).ConfigureAwait(false) == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The status of <c>GET /api/(route)</c> at this very node.</summary>
    public async Task<HttpStatusCode> GetStatusAsync(string route, CancellationToken cancellationToken = default)
    {
        using var response = await _http.GetAsync(route, cancellationToken).ConfigureAwait(false);
        return response.StatusCode;
    }

    /// <summary>The body of <c>GET /api/(route)</c> at this very node, whatever its status.</summary>
    public async Task<string> GetAsync(string route, CancellationToken cancellationToken = default)
    {
        using var response = await _http.GetAsync(route, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Index of the newest command that this very node has applied.</summary>
    /// <exception cref="HttpRequestException">The node does not answer.</exception>
    public async Task<long> AppliedIndexAsync(CancellationToken cancellationToken = default)
    {
        using var status = JsonDocument.Parse(await GetAsync("raft-status", cancellationToken).ConfigureAwait(false));
        return status.RootElement.GetProperty(nameof(RaftStatus.AppliedIndex)).GetInt64();
    }

    /// <summary>Asks this very node for a change: <c>POST /api/(route)</c>, of something that takes its time.</summary>
    /// <returns>Status and body of the answer.</returns>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string route, CancellationToken cancellationToken = default)
    {
        using var patient = new HttpClient { BaseAddress = _http.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
        using var response = await patient.PostAsync(new Uri(route, UriKind.Relative), null, cancellationToken).ConfigureAwait(false);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends the node at once (<c>kill -9</c>).</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => Process.KillAsync(cancellationToken);

    /// <summary>Stops the node in good order (SIGTERM).</summary>
    /// <returns>True when it ended by itself within the grace.</returns>
    public Task<bool> StopAsync(TimeSpan? grace = null, CancellationToken cancellationToken = default) => Process.StopAsync(grace, cancellationToken);

    /// <summary>Freezes the node (SIGSTOP).</summary>
    public void Suspend() => Process.Suspend();

    /// <summary>Lets a frozen node go on (SIGCONT).</summary>
    public void Resume() => Process.Resume();

    /// <summary>Removes everything the node has stored, as a lost disk does. The node must not be running.</summary>
    /// <exception cref="InvalidOperationException">The node runs.</exception>
    public void EmptyDisk()
    {
        if (_process is { HasExited: false })
        {
            throw new InvalidOperationException($"The node {Address} still runs: end it before its disk is emptied.");
        }

        System.IO.Directory.Delete(Directory.FullPath, recursive: true);
        System.IO.Directory.CreateDirectory(Directory.FullPath);
    }

    /// <summary>Kills the node and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync().ConfigureAwait(false);
        }

        _http.Dispose();
        Directory.Dispose();
    }
}
