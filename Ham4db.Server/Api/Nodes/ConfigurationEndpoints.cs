using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Reading this node's configuration again; on every node, whether it leads or not.</summary>
internal sealed class ConfigurationEndpoints(IConfigurationReload configuration) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints => [ApiEndpoint.LocalChange(Reload, "reload-configuration")];

    private ValueTask<Reply> Reload(ApiRequest request, CancellationToken cancellationToken)
    {
        var extraFile = request.Query("config");
        try
        {
            configuration.Reload(extraFile.Length == 0 ? null : extraFile);
        }
        catch (ConfigurationException refused)
        {
            throw RequestRefusedException.BadArgument($"Configuration not reloaded, the one in force stays: {refused.Message}");
        }

        return ValueTask.FromResult(Reply.Ok("Config reloaded", extraFile, WireJson.Default.String));
    }
}
