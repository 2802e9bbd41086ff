namespace Ham4db.Testing;

/// <summary>How the calls of a <see cref="ChangeLoad"/> went.</summary>
/// <param name="Calls">How many were made.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Failures">What was called and the exception, of the first 20.</param>
/// <param name="Anomalies">What was seen that a correct service never shows, the first 20: an acknowledged change that was not there later.</param>
/// <param name="LongestGap">The longest time in which no call was answered.</param>
public sealed record LoadReport(int Calls, int Failed, IReadOnlyList<string> Failures, IReadOnlyList<string> Anomalies, TimeSpan LongestGap)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Calls} calls, {Failed} failed, {Anomalies.Count} anomalies, {LongestGap.TotalMilliseconds:0} ms without an answer at most");
}
