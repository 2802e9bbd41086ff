using System.Globalization;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Between which bounds a node's clock is ahead of ours; behind, where negative.</summary>
/// <param name="Lowest">It is ahead by this at least.</param>
/// <param name="Highest">It is ahead by this at most.</param>
internal readonly record struct ClockReading(TimeSpan Lowest, TimeSpan Highest)
{
    /// <summary>The header <c>Date</c> has whole seconds, and servers write it down only once a second.</summary>
    private static readonly TimeSpan OldestDate = TimeSpan.FromSeconds(2);

    /// <summary>Reads the header <c>Date</c> of an answer: the node wrote it at some moment between the request and the reply.</summary>
    /// <param name="date">The header.</param>
    /// <param name="asked">When the request was sent, by our clock.</param>
    /// <param name="roundTrip">How long the reply took.</param>
    public static ClockReading Of(DateTimeOffset date, DateTimeOffset asked, TimeSpan roundTrip)
        => new(date - (asked + roundTrip), date + OldestDate - asked);

    /// <summary>The difference that is certain; zero when there may be none.</summary>
    public TimeSpan Certain => Lowest > TimeSpan.Zero ? Lowest : Highest < TimeSpan.Zero ? Highest : TimeSpan.Zero;

    /// <summary>By how much this clock is certainly ahead of another; zero when it may not be.</summary>
    public TimeSpan AheadOf(ClockReading other) => Lowest > other.Highest ? Lowest - other.Highest : TimeSpan.Zero;

    /// <inheritdoc/>
    public override string ToString() => Certain == TimeSpan.Zero ? "same" : (Certain > TimeSpan.Zero ? "+" : "-") + Words(Certain);

    /// <summary>A difference in seconds, or in days when it is long.</summary>
    public static string Words(TimeSpan difference)
    {
        var length = difference.Duration();
        return length < TimeSpan.FromDays(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.#} s")
            : string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:0} days");
    }
}
