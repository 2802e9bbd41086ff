namespace Ham4db.Client.Resilience;

/// <summary>How long to pause before asking or trying again. Pure but for the random source.</summary>
internal static class Backoff
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pause between two questions to one node: a sixteenth of how long the search has lasted, 10 ms to 1 s, less up to half at random.
    /// A search that ends after an election of 600 ms was then never more than 40 ms late.
    /// </summary>
    public static TimeSpan BetweenProbes(TimeSpan searching, Random random)
        => Jitter(Clamp(searching / 16), random);

    /// <summary>
    /// The pause before repeating a call: none the first time, since a new leader has just been proven; then 20 ms, doubled up to 1 s, less up
    /// to half at random.
    /// </summary>
    /// <param name="repeats">How often the call was repeated already.</param>
    /// <param name="random">Where the jitter comes from.</param>
    public static TimeSpan BeforeRepeat(int repeats, Random random)
        => repeats == 0 ? TimeSpan.Zero : Jitter(Clamp(TimeSpan.FromMilliseconds(20) * Math.Pow(2, Math.Min(repeats - 1, 10))), random);

    private static TimeSpan Clamp(TimeSpan pause)
        => pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;

    private static TimeSpan Jitter(TimeSpan pause, Random random) => pause * (1 - (random.NextDouble() / 2));
}
