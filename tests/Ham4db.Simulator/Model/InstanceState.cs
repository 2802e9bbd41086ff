using System.Collections.Immutable;

namespace Ham4db.Simulator.Model;

/// <summary>What may change of an instance while it lives. Replaced as a whole.</summary>
internal sealed record InstanceState
{
    /// <summary>What a client meets at the port.</summary>
    public Reachability Reachability { get; init; } = Reachability.Serving;

    /// <summary>When the process was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When this state began.</summary>
    public required DateTimeOffset Since { get; init; }

    public bool ReadOnly { get; init; }

    public bool LogBin { get; init; } = true;

    /// <summary>Whether replication uses GTIDs; MariaDB: <c>slave_pos</c>, MySQL: auto position and <c>gtid_mode=ON</c>.</summary>
    public bool UsesGtid { get; init; } = true;

    /// <summary>Null on an instance that is no replica.</summary>
    public ReplicationSource? Source { get; init; }

    public bool IoThreadStarted { get; init; }

    public bool SqlThreadStarted { get; init; }

    public ReplicationError? IoError { get; init; }

    public ReplicationError? SqlError { get; init; }

    /// <summary>How far the SQL thread is behind.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Number of the last transaction received when this state began.</summary>
    public long ReceivedBefore { get; init; }

    /// <summary>Number of the last transaction applied when this state began.</summary>
    public long AppliedBefore { get; init; }

    /// <summary>Who wrote which transactions, for an instance that is no replica; replicas have it of their source.</summary>
    public ImmutableArray<OriginRange> Origins { get; init; } = [];

    /// <summary>Values that were set over the dialect's own; null makes a variable unknown.</summary>
    public ImmutableDictionary<string, object?> Variables { get; init; } =
        ImmutableDictionary.Create<string, object?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers that were set for whole statements, by <see cref="StatementText.Normalise"/>.</summary>
    public ImmutableDictionary<string, ScriptedAnswer> Scripted { get; init; } = ImmutableDictionary<string, ScriptedAnswer>.Empty;

    /// <summary>The replication group the instance is a member of; null outside one.</summary>
    public SimulatedGroup? Group { get; init; }

    public bool WritesItself => Reachability == Reachability.Serving && !ReadOnly && Source is null;
}
