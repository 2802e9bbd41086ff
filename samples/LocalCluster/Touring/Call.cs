namespace Ham4db.Samples.LocalCluster.Touring;

/// <summary>One call of the loop.</summary>
/// <param name="Began">When it began, on the clock of the loop.</param>
/// <param name="Took">How long its answer took.</param>
/// <param name="Failure">Why it failed; null when it was answered.</param>
internal sealed record Call(TimeSpan Began, TimeSpan Took, string? Failure)
{
    /// <summary>When its answer came.</summary>
    public TimeSpan Ended => Began + Took;
}
