namespace Ham4db.Client.Leadership;

/// <summary>The service's nodes at one moment, as the client knows them.</summary>
/// <param name="Leader">The leader in use; null when none is known.</param>
/// <param name="Endpoints">The configured nodes in their order, then those that were pointed to.</param>
public sealed record ClusterSnapshot(Leader? Leader, IReadOnlyList<EndpointStatus> Endpoints);
