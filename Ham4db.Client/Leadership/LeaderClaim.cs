namespace Ham4db.Client.Leadership;

/// <summary>A node's word that it leads, or can route to the leader.</summary>
/// <param name="Endpoint">The node.</param>
/// <param name="Term">Its term; 0 from the Go servers.</param>
/// <param name="IsRouted">Whether it only routes to the leader.</param>
/// <param name="IsHam4db">Whether it announced itself as Ham4db.</param>
/// <param name="Sequence">When the question was sent, in the order of this client's questions: a late answer has a low number.</param>
internal readonly record struct LeaderClaim(Uri Endpoint, long Term, bool IsRouted, bool IsHam4db, long Sequence);
