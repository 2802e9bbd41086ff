using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IMaintenance"/>. GET is a read, POST a change.</summary>
internal sealed class MaintenanceRoutes(Routes routes)
{
    public Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"begin-maintenance/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(owner)}/{Routes.Segment(reason)}", cancellationToken);

    public Task<InstanceKey?> EndAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"end-maintenance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> EndByIdAsync(string maintenanceId, CancellationToken cancellationToken)
        => routes.ChangeAsync($"end-maintenance/{Routes.Segment(maintenanceId)}", cancellationToken);

    public Task<JsonElement?> IsActiveAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>($"in-maintenance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<Maintenance>?> ListAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Maintenance>>("maintenance", cancellationToken);
}
