namespace Ham4db.Simulator.Answers;

/// <summary>What the simulated servers say of themselves.</summary>
internal static class ServerVersion
{
    /// <summary>The value of <c>version</c>.</summary>
    public static string Of(SimulatedDialect dialect) => dialect switch
    {
        SimulatedDialect.MariaDb1011 => "10.11.19-MariaDB-log",
        SimulatedDialect.MySql57 => "5.7.44-log",
        SimulatedDialect.MySql80 => "8.0.43",
        _ => "8.4.6",
    };

    /// <summary>The value of <c>version_comment</c>.</summary>
    public static string Comment(SimulatedDialect dialect)
        => dialect == SimulatedDialect.MariaDb1011 ? "MariaDB Server" : "MySQL Community Server - GPL";

    /// <summary>The version in the greeting. MariaDB 10 hides behind 5.5.5, for replicas that only knew one digit.</summary>
    public static string Greeted(SimulatedDialect dialect) => dialect == SimulatedDialect.MariaDb1011 ? "5.5.5-" + Of(dialect) : Of(dialect);
}
