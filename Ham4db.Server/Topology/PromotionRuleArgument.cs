using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>The promotion rules that may be registered.</summary>
internal static class PromotionRuleArgument
{
    /// <summary>Reads <c>prefer</c>, <c>neutral</c>, <c>prefer_not</c> or <c>must_not</c>.</summary>
    /// <exception cref="FormatException">The text is something else; the message is the API's.</exception>
    public static PromotionRule Parse(string text)
        => !PromotionRuleText.TryParse(text, out var rule) ? throw new FormatException($"Invalid CandidatePromotionRule: {text}")
            : rule == PromotionRule.Must ? throw new FormatException("CandidatePromotionRule: must not supported yet")
            : rule;
}
