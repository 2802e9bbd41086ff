using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Client.Contract;

/// <summary>The wire form of <see cref="PromotionRule"/>.</summary>
public static class PromotionRuleText
{
    /// <summary>The text sent on the wire.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rule"/> is no defined value.</exception>
    public static string ToWire(this PromotionRule rule) => rule switch
    {
        PromotionRule.Must => "must",
        PromotionRule.Prefer => "prefer",
        PromotionRule.Neutral => "neutral",
        PromotionRule.PreferNot => "prefer_not",
        PromotionRule.MustNot => "must_not",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a promotion rule."),
    };

    /// <summary>Reads the wire form; case matters, as it does to the Go servers.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PromotionRule rule)
    {
        (var known, rule) = text switch
        {
            "must" => (true, PromotionRule.Must),
            "prefer" => (true, PromotionRule.Prefer),
            "neutral" => (true, PromotionRule.Neutral),
            "prefer_not" => (true, PromotionRule.PreferNot),
            "must_not" => (true, PromotionRule.MustNot),
            _ => (false, PromotionRule.Neutral),
        };
        return known;
    }
}
