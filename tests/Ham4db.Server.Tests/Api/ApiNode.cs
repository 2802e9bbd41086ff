using Ham4db.Server.Api;
using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Discovery;
using Ham4db.Server.Discovery.Resolving;
using Ham4db.Server.Hosting;
using Ham4db.Server.Tests.Consensus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Api;

/// <summary>The HTTP API on a free port, over fakes of everything below it.</summary>
internal sealed class ApiNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiNode(
        WebApplication app, FixedOptions options, FakeLeadership leadership, FakeBackend backend, FakeDiscovery discovery, Inventory inventory, FakeReload reload, FakeControl control, RecordingLogs logs)
    {
        _app = app;
        Options = options;
        Leadership = leadership;
        Backend = backend;
        Discovery = discovery;
        Inventory = inventory;
        Reload = reload;
        Control = control;
        Logs = logs;
        Address = new Uri(WebServer.Addresses(app).Single());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FixedOptions Options { get; }

    public FakeLeadership Leadership { get; }

    public FakeBackend Backend { get; }

    public FakeDiscovery Discovery { get; }

    public Inventory Inventory { get; }

    public FakeReload Reload { get; }

    public FakeNameService Names => (FakeNameService)_app.Services.GetRequiredService<INameLookup>();

    public HostnameResolver Resolver => _app.Services.GetRequiredService<HostnameResolver>();

    public FakeControl Control { get; }

    /// <summary>What was logged as an error.</summary>
    public RecordingLogs Logs { get; }

    /// <summary>Starts a node that leads in term 1, runs without raft, and knows no instance.</summary>
    public static async Task<ApiNode> StartAsync(
        Func<HttpOptions, HttpOptions>? http = null, TimeSpan? electionTimeout = null, TimeProvider? time = null, DiscoveryOptions? discoveryOptions = null)
    {
        var listening = new HttpOptions { ListenHost = "127.0.0.1", ListenPort = 0 };
        var options = new FixedOptions(new ServerOptions
        {
            Http = http?.Invoke(listening) ?? listening,
            Discovery = discoveryOptions ?? new DiscoveryOptions(),
            Raft = new RaftOptions { ElectionTimeout = electionTimeout ?? TimeSpan.FromMilliseconds(50) },
        });
        var (leadership, backend, discovery, inventory) = (new FakeLeadership(), new FakeBackend(), new FakeDiscovery(), new Inventory());
        var (reload, control, logs) = (new FakeReload(), new FakeControl(), new RecordingLogs(LogLevel.Error));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddWebServer(options.Current.Http);
        builder.Services
            .AddLogging()
            .AddSingleton<ILoggerFactory>(logs)
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(ProcessIdentity.New(time ?? TimeProvider.System))
            .AddSingleton<IHaSupport, NoHaSupport>()
            .AddSingleton<INodeDirectory, NoOtherNodes>()
            .AddSingleton<ILiveOptions>(options)
            .AddSingleton<ILeadership>(leadership)
            .AddSingleton<ICommandLog>(backend)
            .AddSingleton<IDecidedStore>(backend)
            .AddSingleton<IBackendHealth>(backend)
            .AddSingleton<IRaftReport>(backend)
            .AddSingleton<IElectionControl>(control)
            .AddSingleton<IRaftControl>(control)
            .AddSingleton<IInstanceDiscovery>(discovery)
            .AddSingleton<INameLookup, FakeNameService>()
            .AddSingleton<HostnameResolver>()
            .AddSingleton<HostAddresses>()
            .AddSingleton(inventory)
            .AddSingleton<IConfigurationReload>(reload)
            .AddApi();
        var app = builder.Build();
        app.UseWebServer();
        await app.StartAsync();
        return new ApiNode(app, options, leadership, backend, discovery, inventory, reload, control, logs);
    }

    /// <summary>Sends a request whose path goes out as it is written, encoded slashes and dots included.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var uri = new Uri(Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, headers);

    /// <summary>Stops the server as SIGTERM does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
