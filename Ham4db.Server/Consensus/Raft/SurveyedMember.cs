using System.Net;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>A member as it was found.</summary>
/// <param name="Address">Its raft address.</param>
/// <param name="AppliedIndex">The last entry it has applied; 0 when it did not say.</param>
/// <param name="Hindrance">Why it could not lead; null when it could.</param>
internal sealed record SurveyedMember(EndPoint Address, long AppliedIndex, string? Hindrance);
