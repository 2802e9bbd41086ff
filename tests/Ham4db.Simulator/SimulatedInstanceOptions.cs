namespace Ham4db.Simulator;

/// <summary>What an instance is from its birth to its end.</summary>
public sealed record SimulatedInstanceOptions
{
    /// <summary>Which server it is.</summary>
    public SimulatedDialect Dialect { get; init; } = SimulatedDialect.MariaDb1011;

    /// <summary>TCP port on 127.0.0.1, 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The value of <c>server_id</c>; 0 uses the port.</summary>
    public uint ServerId { get; init; }

    /// <summary>The value of <c>hostname</c>.</summary>
    public string Hostname { get; init; } = "127.0.0.1";

    /// <summary>The value of <c>report_host</c>: how the instance is listed by its source; empty when not set.</summary>
    public string ReportHost { get; init; } = "127.0.0.1";

    /// <summary>The user that may connect.</summary>
    public string User { get; init; } = "ham4db";

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = "secret";

    /// <summary>How often a writable instance without a source writes a transaction.</summary>
    /// <value>The default is every half second.</value>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Called with each statement received, from any thread; must not throw. Null when nobody listens.</summary>
    public Action<string>? OnStatement { get; init; }
}
