namespace Ham4db.Client.Leadership;

/// <summary>A node that proved to lead.</summary>
/// <param name="Endpoint">Base address of its API, ending in <c>/api/</c>.</param>
/// <param name="Term">The leadership term; 0 from the Go servers, which do not tell it.</param>
/// <param name="IsRouted">True when the node only forwards to the leader, which this client cannot reach itself.</param>
public sealed record Leader(Uri Endpoint, long Term, bool IsRouted);
