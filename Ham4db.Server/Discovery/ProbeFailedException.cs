using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>An instance could not be reached or read. The message names it and the server's or the network's own reason; it holds no secret.</summary>
public sealed class ProbeFailedException(InstanceKey key, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The instance.</summary>
    public InstanceKey Key { get; } = key;

    /// <summary>Whether the server at least said who it is before the probe failed.</summary>
    public bool IsPartial { get; init; }
}
