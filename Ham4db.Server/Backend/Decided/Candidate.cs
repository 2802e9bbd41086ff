using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A registered promotion rule.</summary>
public sealed record Candidate(PromotionRule Rule, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether it still holds at <paramref name="now"/>.</summary>
    public bool Holds(DateTimeOffset now) => now < ExpiresAt;
}
