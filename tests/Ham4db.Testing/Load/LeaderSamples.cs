namespace Ham4db.Testing;

/// <summary>What <see cref="LeaderSampler"/> has seen.</summary>
/// <param name="Rounds">How often all nodes were asked.</param>
/// <param name="Answers">How many answers came, of whatever status.</param>
/// <param name="Terms">In how many terms a node led.</param>
/// <param name="LongestWithoutLeader">The longest time in which no node said that it leads.</param>
/// <param name="Violations">What must never be seen and was, the first 50.</param>
public sealed record LeaderSamples(long Rounds, long Answers, int Terms, TimeSpan LongestWithoutLeader, IReadOnlyList<string> Violations)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Rounds} rounds, {Answers} answers, {Terms} terms, {LongestWithoutLeader.TotalMilliseconds:0} ms without a leader at most, {Violations.Count} violations");
}
