using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IDowntime"/>. GET is a read, POST a change.</summary>
internal sealed class DowntimeRoutes(Routes routes)
{
    public Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"begin-downtime/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(owner)}/{Routes.Segment(reason)}", cancellationToken);

    public Task<InstanceKey?> BeginAsync(string host, string port, string owner, string reason, string duration, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"begin-downtime/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(owner)}/{Routes.Segment(reason)}/{Routes.Segment(duration)}", cancellationToken);

    public Task<InstanceKey?> EndAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"end-downtime/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> ListAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>("downtimed", cancellationToken);

    public Task<IReadOnlyList<Instance>?> ListAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"downtimed/{Routes.Segment(hint)}", cancellationToken);
}
