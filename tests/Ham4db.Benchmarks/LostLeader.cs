using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>The ways in which a leader is lost, around what is measured meanwhile.</summary>
internal static class LostLeader
{
    /// <summary>Kills it, measures, and starts it again on its old data.</summary>
    public static async Task KilledAsync(ServerProcess leader, Func<Task> measureAsync, CancellationToken cancellationToken)
    {
        // Not waited for: the clock starts with the signal.
        var gone = leader.KillAsync(cancellationToken);
        await measureAsync();
        await gone;
        await leader.StartAsync(cancellationToken);
    }

    /// <summary>Stops it by a signal, measures, and lets it go on.</summary>
    public static async Task FrozenAsync(ServerProcess leader, Func<Task> measureAsync, CancellationToken cancellationToken)
    {
        leader.Suspend();
        try
        {
            await measureAsync();
        }
        finally
        {
            leader.Resume();
        }
    }
}
