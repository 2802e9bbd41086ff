namespace Ham4db.Server.Discovery.Resolving;

/// <summary>The addresses of a host, one of each kind.</summary>
/// <param name="IPv4">Empty when it has none.</param>
/// <param name="IPv6">Empty when it has none.</param>
internal sealed record FoundAddresses(string IPv4, string IPv6);
