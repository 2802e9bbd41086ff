using Ham4db.Server.Api;
using Ham4db.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Ham4db.Server.Hosting;

/// <summary>The web server that the API runs in.</summary>
internal static class WebServer
{
    /// <summary>No route reads a body.</summary>
    private const long LargestBody = 64 * 1024;

    /// <summary>Registers Kestrel on the configured address.</summary>
    public static void AddWebServer(this WebApplicationBuilder builder, HttpOptions options)
    {
        var address = BindAddress.Resolve(options);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(address);
        });
    }

    /// <summary>Serves the API from now on, and says where.</summary>
    public static void UseWebServer(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WebServer).FullName!);
        app.UseApi();
        app.Lifetime.ApplicationStarted.Register(() => logger.Listens(Api.Nodes.NodeIdentity.Version, string.Join(", ", Addresses(app))));
    }

    /// <summary>The addresses that are bound, with the port that was chosen where none was configured.</summary>
    public static IReadOnlyCollection<string> Addresses(WebApplication app)
        => [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];
}
