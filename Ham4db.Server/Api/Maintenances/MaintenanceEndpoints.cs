using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Maintenances;

/// <summary>Times in which somebody works on an instance and wants nobody else to.</summary>
internal sealed class MaintenanceEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <summary>How long a maintenance lasts that nobody ends, as with the Go servers.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(BeginAsync, "begin-maintenance/:host/:port/:owner/:reason"),
        ApiEndpoint.LeaderChange(EndAsync, "end-maintenance/:host/:port"),
        ApiEndpoint.LeaderChange(EndByNumberAsync, "end-maintenance/:maintenanceKey"),
        ApiEndpoint.LeaderRead(IsActive, "in-maintenance/:host/:port"),
        ApiEndpoint.LeaderRead(List, "maintenance"),
    ];

    private async ValueTask<Reply> BeginAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var owner = request.Required("owner");
        var reason = request.Required("reason");
        var key = now.Target(request);
        var result = await commands.SubmitAsync(request, new BeginMaintenance(key, owner, reason, Duration), cancellationToken);
        return result.Status == CommandStatus.Conflict
            ? throw RequestRefusedException.Conflict($"{key} is under maintenance already{Describe(result.Id)}. Nothing was done.")
            : Reply.Ok($"Maintenance begun: {key}", key);
    }

    private async ValueTask<Reply> EndAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var named = now.Named(request);
        var key = now.Decided.MaintenanceOf(named, now.Now) is null ? now.Target(request) : named;
        await commands.SubmitAsync(request, new EndMaintenance(key, null), cancellationToken);
        return Reply.Ok($"Maintenance ended: {key}", key);
    }

    private async ValueTask<Reply> EndByNumberAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var given = request.Path("maintenanceKey");
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw RequestRefusedException.BadArgument($"Invalid maintenance key: {given}");
        }

        await commands.SubmitAsync(request, new EndMaintenance(null, id), cancellationToken);
        return Reply.Ok($"Maintenance ended: {given}", id, WireJson.Default.Int64);
    }

    private ValueTask<Reply> IsActive(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.Named(request);
        return ValueTask.FromResult(now.Decided.MaintenanceOf(key, now.Now) is null
            ? Reply.Ok("false", string.Empty, WireJson.Default.String)
            : Reply.Ok("true", key.ToString(), WireJson.Default.String));
    }

    private ValueTask<Reply> List(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(Reply.Bare<IReadOnlyList<Maintenance>>(
            [.. now.Decided.Maintenances.Where(row => row.Value.IsActive(now.Now)).Select(row => ToWire(row.Key, row.Value, now.Now))],
            WireJson.Default.IReadOnlyListMaintenance));
    }

    /// <summary>Whose it is, as far as it is still kept: a repeated request gets its answer when the maintenance may be long gone.</summary>
    private string Describe(long id)
        => topology.Take().Decided.Maintenances.TryGetValue(id, out var window) ? $", begun by {window.Owner} ({window.Reason})" : string.Empty;

    private static Maintenance ToWire(long id, MaintenanceWindow window, DateTimeOffset now) => new()
    {
        MaintenanceId = id,
        Key = window.Key,
        BeginTimestamp = WireTime.Rfc3339(window.BeganAt),
        SecondsElapsed = Math.Max(0, (long)(now - window.BeganAt).TotalSeconds),
        IsActive = true,
        Owner = window.Owner,
        Reason = window.Reason,
    };
}
