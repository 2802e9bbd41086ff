using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Diagnostics;

/// <summary>
/// The traces and metrics of this library, both named <c>Ham4db.Client</c>. An activity a call (<c>ham4db call</c>);
/// counters for tries and leader changes, a histogram of calls in seconds.
/// </summary>
internal static class ClientDiagnostics
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Ham4db.Client";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram<double>(
        "ham4db.client.call.duration", "s", "Calls from beginning to end, by result: ok, rejected, no_leader, unknown, deadline, unusable, unreachable, cancelled, failed.");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "ham4db.client.attempts", "{attempt}", "Tries of calls, by outcome.");

    private static readonly Counter<long> LeaderChanges = Meter.CreateCounter<long>(
        "ham4db.client.leader.changes", "{change}", "How often another node, or another term, was found to lead.");

    public static void LeaderChanged() => LeaderChanges.Add(1);

    public static void AttemptEnded(RequestOutcome outcome)
    {
        if (Attempts.Enabled)
        {
            Attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        }
    }

    public static void CallEnded(CallClock clock, string result)
    {
        if (Calls.Enabled)
        {
            Calls.Record(clock.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("result", result));
        }
    }
}
