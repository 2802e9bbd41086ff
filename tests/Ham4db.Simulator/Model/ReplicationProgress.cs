using System.Collections.Immutable;

namespace Ham4db.Simulator.Model;

/// <summary>How far an instance has come, as a pure function of its state, its source's and the time.</summary>
/// <remarks>
/// A writer's transactions follow the clock; a replica has what its source had. So nothing ticks: a fleet of thousands costs nothing while
/// nobody asks.
/// </remarks>
internal static class ReplicationProgress
{
    /// <summary>Rings of read-only servers would ask each other for ever.</summary>
    private const int MaxDepth = 64;

    public static long Received(SimulatedInstance instance, DateTimeOffset at) => Received(instance, at, MaxDepth);

    public static long Applied(SimulatedInstance instance, DateTimeOffset at) => Applied(instance, at, MaxDepth);

    /// <summary>Whether the replica is connected to its source: started, without error, and the source answers.</summary>
    public static bool IoThreadConnected(InstanceState state)
        => state is { IoThreadStarted: true, IoError: null, Source.Instance.State.Reachability: not Reachability.Stopped };

    public static bool SqlThreadRuns(InstanceState state) => state is { SqlThreadStarted: true, SqlError: null };

    /// <summary>Who wrote the transactions that an instance has applied, the last of them clipped to where it has come.</summary>
    public static ImmutableArray<OriginRange> Origins(SimulatedInstance instance, DateTimeOffset at)
    {
        var applied = Applied(instance, at);
        return
        [
            .. RootOf(instance, MaxDepth).State.Origins
                .Where(range => range.First <= applied)
                .Select(range => range with { Last = Math.Min(range.Last, applied) }),
        ];
    }

    private static long Received(SimulatedInstance instance, DateTimeOffset at, int depth)
    {
        var state = instance.State;
        return depth > 0 && state.Source?.Instance is { } source && IoThreadConnected(state)
            ? Math.Max(state.ReceivedBefore, Applied(source, at, depth - 1))
            : state.ReceivedBefore;
    }

    private static long Applied(SimulatedInstance instance, DateTimeOffset at, int depth)
    {
        var state = instance.State;
        if (state.WritesItself)
        {
            var writing = at > state.Since ? at - state.Since : TimeSpan.Zero;
            return state.AppliedBefore + (long)(writing / instance.Options.WriteInterval);
        }

        return SqlThreadRuns(state) ? Math.Max(state.AppliedBefore, Received(instance, at - state.Lag, depth)) : state.AppliedBefore;
    }

    private static SimulatedInstance RootOf(SimulatedInstance instance, int depth)
        => depth > 0 && instance.State.Source?.Instance is { } source ? RootOf(source, depth - 1) : instance;
}
