namespace Ham4db.Server.Consensus;

/// <summary>An operation on the cluster of nodes was refused, or did not come to its end. The message goes to who asked for it.</summary>
public sealed class ControlRefusedException(ControlRefusal refusal, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What kind of refusal.</summary>
    public ControlRefusal Refusal { get; } = refusal;

    /// <summary>An argument cannot be used; nothing was done.</summary>
    public static ControlRefusedException BadArgument(string message) => new(ControlRefusal.BadArgument, message);

    /// <summary>It does not fit the state that things are in; nothing was done.</summary>
    public static ControlRefusedException Conflict(string message) => new(ControlRefusal.Conflict, message);

    /// <summary>It was begun and did not come to its end.</summary>
    public static ControlRefusedException Failed(string message, Exception? cause = null) => new(ControlRefusal.Failed, message, cause);
}
