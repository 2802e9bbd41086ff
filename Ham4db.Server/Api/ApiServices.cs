using System.IO.Compression;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Clusters;
using Ham4db.Server.Api.Downtimes;
using Ham4db.Server.Api.Drawing;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.KeyValues;
using Ham4db.Server.Api.Leading;
using Ham4db.Server.Api.Maintenances;
using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Api.NotOffered;
using Ham4db.Server.Api.Pools;
using Ham4db.Server.Api.Recoveries;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Api.Tags;
using Ham4db.Server.Configuration;
using Microsoft.AspNetCore.ResponseCompression;

namespace Ham4db.Server.Api;

/// <summary>Puts the HTTP API together.</summary>
internal static class ApiServices
{
    /// <summary>Registers the API. It needs the registrations of all folders below it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
        => services
            .AddEndpoints()
            .AddSingleton<NodeIdentity>()
            .AddSingleton<NodeHeaders>()
            .AddSingleton<BackendCheck>()
            .AddSingleton<CurrentTopology>()
            .AddSingleton<CommandSubmission>()
            .AddSingleton<KeptAnswers>()
            .AddSingleton<LeaderConnection>()
            .AddSingleton<Forwarder>()
            .AddSingleton<LeaderPassage>()
            .AddSingleton<ReplyWriter>()
            .AddSingleton<FailureReplies>()
            .AddSingleton<ApiPipeline>()
            .AddSingleton(provider => new RouteTree(
                provider.GetServices<IEndpointGroup>().SelectMany(group => group.Endpoints),
                provider.GetRequiredService<ILiveOptions>().Current.Http.UrlPrefix))
            .AddSingleton<IResponseCompressionProvider, LargeReplyCompression>()
            .AddResponseCompression(options => options.Providers.Add<GzipCompressionProvider>())
            .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

    /// <summary>Serves the API.</summary>
    public static void UseApi(this IApplicationBuilder app)
    {
        var pipeline = app.ApplicationServices.GetRequiredService<ApiPipeline>();
        app.UseResponseCompression();
        app.Run(pipeline.InvokeAsync);
    }

    /// <summary>The table of endpoints, feature by feature.</summary>
    private static IServiceCollection AddEndpoints(this IServiceCollection services)
        => services
            .AddSingleton<IEndpointGroup, ClusterEndpoints>()
            .AddSingleton<IEndpointGroup, InstanceEndpoints>()
            .AddSingleton<IEndpointGroup, DiscoveryEndpoints>()
            .AddSingleton<IEndpointGroup, CandidateEndpoints>()
            .AddSingleton<IEndpointGroup, DrawingEndpoints>()
            .AddSingleton<IEndpointGroup, DowntimeEndpoints>()
            .AddSingleton<IEndpointGroup, TagEndpoints>()
            .AddSingleton<IEndpointGroup, MaintenanceEndpoints>()
            .AddSingleton<IEndpointGroup, PoolEndpoints>()
            .AddSingleton<IEndpointGroup, KeyValueEndpoints>()
            .AddSingleton<IEndpointGroup, HostnameUnresolveEndpoints>()
            .AddSingleton<IEndpointGroup, BulkEndpoints>()
            .AddSingleton<IEndpointGroup, GlobalRecoveryEndpoints>()
            .AddSingleton<IEndpointGroup, AcknowledgementEndpoints>()
            .AddSingleton<IEndpointGroup, RecoveryAuditEndpoints>()
            .AddSingleton<IEndpointGroup, LeaderCheckEndpoints>()
            .AddSingleton<IEndpointGroup, HealthEndpoints>()
            .AddSingleton<IEndpointGroup, RaftEndpoints>()
            .AddSingleton<IEndpointGroup, HaSupportEndpoints>()
            .AddSingleton<IEndpointGroup, ElectionEndpoints>()
            .AddSingleton<IEndpointGroup, RaftControlEndpoints>()
            .AddSingleton<IEndpointGroup, LeaderWatchEndpoints>()
            .AddSingleton<IEndpointGroup, ConfigurationEndpoints>()
            .AddSingleton<IEndpointGroup, HostnameCacheEndpoints>()
            .AddSingleton<IEndpointGroup, HeaderEndpoints>()
            .AddSingleton<IEndpointGroup, UnsupportedEndpoints>()
            .AddSingleton<IEndpointGroup, LaterEndpoints>();
}
