namespace Ham4db.Client.Contract;

/// <summary>How much an instance is wanted as the next master, best first. On the wire: <c>must</c>, <c>prefer</c>, <c>neutral</c>, <c>prefer_not</c>, <c>must_not</c>.</summary>
public enum PromotionRule
{
    /// <summary>Always promoted. Servers refuse to register it.</summary>
    Must,

    /// <summary>Promoted before others.</summary>
    Prefer,

    /// <summary>No opinion; the default.</summary>
    Neutral,

    /// <summary>Promoted only when nothing better is there.</summary>
    PreferNot,

    /// <summary>Never promoted.</summary>
    MustNot,
}
