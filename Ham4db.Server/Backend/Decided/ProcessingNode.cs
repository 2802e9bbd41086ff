namespace Ham4db.Server.Backend.Decided;

/// <summary>A process of this service.</summary>
/// <param name="Hostname">The host it runs on.</param>
/// <param name="Token">Its token, new at each start.</param>
public sealed record ProcessingNode(string Hostname, string Token);
