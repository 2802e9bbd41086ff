namespace Ham4db.Samples.LocalCluster;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something did not start, or a call of the tour failed.</summary>
    public const int Failure = 1;

    /// <summary>An unknown option, or databases that were demanded and are not here.</summary>
    public const int Usage = 2;

    /// <summary>A tour that Ctrl-C ended.</summary>
    public const int Interrupted = 130;
}
