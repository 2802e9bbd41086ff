using System.Text.Json;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IMaintenance"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IMaintenanceApi
{
    [Post("/begin-maintenance/{host}/{port}/{owner}/{reason}")]
    Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, CancellationToken cancellationToken);

    [Post("/end-maintenance/{host}/{port}")]
    Task<InstanceKey?> EndAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/end-maintenance/{maintenanceId}")]
    Task<HttpResponseMessage> EndByIdAsync(string maintenanceId, CancellationToken cancellationToken);

    [Get("/in-maintenance/{host}/{port}")]
    Task<JsonElement?> IsActiveAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/maintenance")]
    Task<IReadOnlyList<Maintenance>?> ListAsync(CancellationToken cancellationToken);
}
