namespace Ham4db.Simulator;

/// <summary>What a client meets at an instance's port.</summary>
public enum Reachability
{
    /// <summary>Connections are accepted and answered.</summary>
    Serving,

    /// <summary>Connections are refused, as by a process that has ended.</summary>
    Stopped,

    /// <summary>Connections are accepted and never answered, as by a process that is frozen.</summary>
    Hung,
}
