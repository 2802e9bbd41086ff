using Ham4db.Server.Api;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Discovery;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Hosting;

/// <summary>Puts the server together. What must start does so in this order, the web server last; it stops in the reverse order.</summary>
internal static class Server
{
    /// <summary>Builds the server; nothing is opened yet.</summary>
    public static WebApplication Build(LiveOptions live, LastWords lastWords)
    {
        var options = live.Current;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddConsoleLog(options.Debug);
        builder.Services
            .AddHosting(live, lastWords)
            .AddBackend(options)
            .AddConsensus(options)
            .AddManaged()
            .AddDiscovery(options)
            .AddApi();
        builder.AddWebServer(options.Http);

        var app = builder.Build();
        app.UseWebServer();
        return app;
    }
}
