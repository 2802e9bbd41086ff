namespace Ham4db.Samples.LocalCluster.Touring;

/// <summary>The longest time in which no call was answered.</summary>
internal static class Silence
{
    /// <summary>Measures between answers, from <paramref name="from"/> on.</summary>
    public static TimeSpan Longest(IEnumerable<Call> calls, TimeSpan from)
    {
        var longest = TimeSpan.Zero;
        TimeSpan? last = null;
        foreach (var answer in calls.Where(call => call.Failure is null).Select(call => call.Ended).Where(ended => ended >= from).Order())
        {
            longest = answer - (last ?? answer) > longest ? answer - last!.Value : longest;
            last = answer;
        }

        return longest;
    }
}
