using Ham4db.Client;

namespace Ham4db.Samples.DeployGate;

/// <summary>Tells failures apart for a pipeline.</summary>
internal static class Failure
{
    /// <summary>The exit code that stands for a failed call.</summary>
    public static int ExitCodeOf(Ham4dbException exception) => exception switch
    {
        OutcomeUnknownException => ExitCodes.OutcomeUnknown,
        NoLeaderException or DeadlineExceededException => ExitCodes.NoLeader,
        _ => ExitCodes.Refused,
    };
}
