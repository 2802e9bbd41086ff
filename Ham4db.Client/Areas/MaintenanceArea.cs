using System.Text.Json;
using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class MaintenanceArea(MaintenanceRoutes api) : IMaintenance
{
    public Task<InstanceKey> BeginAsync(InstanceKey key, string owner, string reason, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        var by = Argument.Segment(owner, nameof(owner));
        var why = Argument.Segment(reason, nameof(reason));
        return Payload.KeyAsync(api.BeginAsync(host, port, by, why, cancellationToken), key);
    }

    public Task<InstanceKey> EndAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.EndAsync(host, port, cancellationToken), key);
    }

    public Task EndByIdAsync(long maintenanceId, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.EndByIdAsync(Argument.Number(maintenanceId, nameof(maintenanceId)), cancellationToken));

    public async Task<bool> IsActiveAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));

        // The instance as text when it is, an empty text when it is not.
        var said = await api.IsActiveAsync(host, port, cancellationToken).ConfigureAwait(false);
        return said is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 };
    }

    public Task<IReadOnlyList<Maintenance>> ListAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.ListAsync(cancellationToken));
}
