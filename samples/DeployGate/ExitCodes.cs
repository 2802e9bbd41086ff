namespace Ham4db.Samples.DeployGate;

/// <summary>What the gate ends with when it does not end with the command's own code. The numbers are ones that programs seldom use.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command line cannot be read, or names no node.</summary>
    public const int Usage = 2;

    /// <summary>The cluster was not healthy in time; the command was not run.</summary>
    public const int NotHealthy = 120;

    /// <summary>No node led in time.</summary>
    public const int NoLeader = 121;

    /// <summary>A change was sent and nobody knows whether it was made.</summary>
    public const int OutcomeUnknown = 122;

    /// <summary>A node refused, or answered with something that is not this API.</summary>
    public const int Refused = 123;

    /// <summary>The command could not be started; shells use the same number.</summary>
    public const int NotStarted = 127;

    /// <summary>What a process has that a signal ended: 128 and the signal's number.</summary>
    public static int Interrupted(int signal) => 128 + signal;
}
