using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>What a server says of itself first.</summary>
internal sealed record ServerIdentity
{
    /// <summary>Its host name as the operating system has it.</summary>
    public required string Hostname { get; init; }

    /// <summary>Its configured report_host; empty when none.</summary>
    public required string ReportHost { get; init; }

    /// <summary>The server_id.</summary>
    public required long ServerId { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The version_comment.</summary>
    public required string VersionComment { get; init; }

    /// <summary>Global read_only.</summary>
    public required bool ReadOnly { get; init; }

    /// <summary>The binlog_format.</summary>
    public required string BinlogFormat { get; init; }

    /// <summary>Whether there is a binary log.</summary>
    public required bool LogBin { get; init; }

    /// <summary>Whether replicated changes go to it.</summary>
    public required bool LogReplicaUpdates { get; init; }

    /// <summary>Reads the row of <see cref="ProbeStatements.Identity"/>.</summary>
    public static ServerIdentity Read(ResultRow row) => new()
    {
        Hostname = row.Text("hostname"),
        ReportHost = row.Text("report_host"),
        ServerId = row.Number("server_id") ?? 0,
        Version = row.Text("version"),
        VersionComment = row.Text("version_comment"),
        ReadOnly = row.Flag("read_only"),
        BinlogFormat = row.Text("binlog_format"),
        LogBin = row.Flag("log_bin"),
        LogReplicaUpdates = row.Flag("log_replica_updates"),
    };

    /// <summary>The name that the server gives itself.</summary>
    /// <param name="givenHost">The name it was connected to by.</param>
    /// <param name="method">The configured <c>MySQLHostnameResolveMethod</c>; an unknown one counts as <c>none</c>.</param>
    /// <returns>Empty when the server has no name of the wanted kind.</returns>
    public string OwnName(string givenHost, string method) => method switch
    {
        "default" or "hostname" or "@@hostname" => Hostname,
        "report_host" or "@@report_host" => ReportHost,
        _ => givenHost,
    };
}
