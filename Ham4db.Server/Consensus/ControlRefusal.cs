namespace Ham4db.Server.Consensus;

/// <summary>Why an operation on the cluster was refused.</summary>
public enum ControlRefusal
{
    /// <summary>An argument cannot be used; nothing was done.</summary>
    BadArgument,

    /// <summary>It does not fit the mode that the node runs in, or the state that things are in; nothing was done.</summary>
    Conflict,

    /// <summary>It was begun and did not come to its end.</summary>
    Failed,
}
