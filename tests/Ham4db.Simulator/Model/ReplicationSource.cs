namespace Ham4db.Simulator.Model;

/// <summary>Where a replica is told to read from.</summary>
/// <param name="Host">The value of <c>Master_Host</c>.</param>
/// <param name="Port">The value of <c>Master_Port</c>.</param>
/// <param name="Instance">The instance of this fleet that serves there; null when there is none.</param>
internal sealed record ReplicationSource(string Host, int Port, SimulatedInstance? Instance);
