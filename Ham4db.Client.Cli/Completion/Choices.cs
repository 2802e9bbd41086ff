using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Completion;

/// <summary>Values that are always the same.</summary>
internal static class Choices
{
    /// <summary>The values of a kind, or those that a placeholder lists as <c>one|other</c>; none when they can be anything.</summary>
    public static IEnumerable<Candidate> Of(string? placeholder, InputKind? kind)
        => kind switch
        {
            // The servers read "must" and refuse it.
            InputKind.PromotionRule => Enum.GetValues<PromotionRule>().Where(rule => rule != PromotionRule.Must).Select(rule => new Candidate(rule.ToWire())),
            _ when placeholder?.Contains('|') == true && placeholder.All(character => char.IsAsciiLetterLower(character) || character is '|' or '-')
                => placeholder.Split('|').Select(choice => new Candidate(choice)),
            _ => [],
        };
}
