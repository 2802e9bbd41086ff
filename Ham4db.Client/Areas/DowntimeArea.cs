using System.Globalization;
using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class DowntimeArea(DowntimeRoutes api) : IDowntime
{
    public Task<InstanceKey> BeginAsync(
        InstanceKey key, string owner, string reason, TimeSpan? duration = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        var by = Argument.Segment(owner, nameof(owner));
        var why = Argument.Segment(reason, nameof(reason));
        return Payload.KeyAsync(
            duration is { } length
                ? api.BeginAsync(host, port, by, why, Seconds(length), cancellationToken)
                : api.BeginAsync(host, port, by, why, cancellationToken),
            key);
    }

    public Task<InstanceKey> EndAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.EndAsync(host, port, cancellationToken), key);
    }

    public Task<IReadOnlyList<Instance>> ListAsync(string? hint = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(hint is null
            ? api.ListAsync(cancellationToken)
            : api.ListAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));

    private static string Seconds(TimeSpan duration)
        => duration >= TimeSpan.FromSeconds(1) && duration.Ticks % TimeSpan.TicksPerSecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerSecond}s")
            : throw new ArgumentOutOfRangeException(nameof(duration), duration, "A downtime lasts whole seconds, one at least.");
}
