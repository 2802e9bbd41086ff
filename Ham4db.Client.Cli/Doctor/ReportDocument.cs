using System.Text.Json.Serialization;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Facts and findings as JSON. Names are part of the program's interface: they may be added to.</summary>
/// <param name="ExitCode">The program's exit code.</param>
/// <param name="Nodes">What each endpoint told, in the order of the endpoints.</param>
/// <param name="Findings">What is not as it should be, the worst first.</param>
internal sealed record ReportDocument(int ExitCode, IReadOnlyList<ReportedNode> Nodes, IReadOnlyList<ReportedFinding> Findings)
{
    /// <summary>Writes down facts and what follows from them.</summary>
    public static ReportDocument Of(IReadOnlyList<NodeFacts> nodes, Diagnosis diagnosis) => new(
        diagnosis.ExitCode,
        [
            .. nodes.Select(node => new ReportedNode(
                node.Endpoint,
                node.Condition.ToString(),
                node.Problem,
                node.Addresses,
                node.Certificate?.Names,
                node.Certificate?.Ends,
                node.Certificate?.Problem,
                node.ResponseTime is { } time ? Math.Round(time.TotalMilliseconds, 1) : null,
                node.Clock is { } clock ? Math.Round(clock.Certain.TotalSeconds, 1) : null,
                node.Term,
                node.Dialect == ServerDialect.Auto ? null : node.Dialect.ToString(),
                node.Version,
                node.RaftAddress,
                node.RaftState,
                node.Peers,
                node.NamedLeader,
                node.NamedLeaderUri,
                node.ReachesLeader)),
        ],
        [.. diagnosis.Findings.Select(finding => new ReportedFinding(finding.Code, finding.Hurts, finding.Endpoints, finding.What, finding.Next))]);
}

/// <summary>One endpoint; null is what it did not tell.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Condition">One of <see cref="Doctor.Condition"/>.</param>
/// <param name="Problem">Why it is not well.</param>
/// <param name="Addresses">IP addresses of its name.</param>
/// <param name="CertificateNames">Whom its certificate names.</param>
/// <param name="CertificateEnds">Until when its certificate is valid.</param>
/// <param name="CertificateProblem">Why its certificate is not trusted.</param>
/// <param name="ResponseMilliseconds">How long it took to answer.</param>
/// <param name="ClockAheadSeconds">By how much its clock is certainly ahead of ours; negative when behind.</param>
/// <param name="Term">The leadership term that it knows.</param>
/// <param name="Server">One of <see cref="ServerDialect"/>.</param>
/// <param name="Version">Version of the server.</param>
/// <param name="RaftAddress">Its raft address.</param>
/// <param name="RaftState">Its raft state.</param>
/// <param name="Peers">Raft addresses of all members, as it knows them.</param>
/// <param name="NamedLeader">Raft address or host name of the leader, as it says.</param>
/// <param name="NamedLeaderUri">Base address of the leader's API, as it says.</param>
/// <param name="ReachesLeader">Whether a request to it reaches a leader.</param>
internal sealed record ReportedNode(
    string Endpoint,
    string Condition,
    string? Problem,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string>? CertificateNames,
    DateTimeOffset? CertificateEnds,
    string? CertificateProblem,
    double? ResponseMilliseconds,
    double? ClockAheadSeconds,
    long? Term,
    string? Server,
    string? Version,
    string? RaftAddress,
    string? RaftState,
    IReadOnlyList<string>? Peers,
    string? NamedLeader,
    string? NamedLeaderUri,
    bool? ReachesLeader);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">What kind of thing.</param>
/// <param name="Hurts">False for what is only good to know.</param>
/// <param name="Endpoints">What it is about.</param>
/// <param name="What">What it is.</param>
/// <param name="Next">What to do.</param>
internal sealed record ReportedFinding(string Code, bool Hurts, IReadOnlyList<string> Endpoints, string What, string Next);

/// <summary>JSON of the report.</summary>
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext;
