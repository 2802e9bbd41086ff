using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>The replies of one server, by statement.</summary>
internal sealed class ProbeReplies
{
    /// <summary>The replies so far, in the order of arrival.</summary>
    public List<StatementReply> All { get; } = [];

    /// <summary>The result of <paramref name="statement"/>; empty when it failed or was not sent.</summary>
    public ResultTable Table(Statement statement) => Find(statement)?.Table ?? ResultTable.Empty;

    /// <summary>Whether there is a result of <paramref name="statement"/>.</summary>
    public bool HasTable(Statement statement) => Find(statement)?.Table is not null;

    /// <summary>Whether the server answered <paramref name="statement"/>, be it with an error.</summary>
    public bool WasAnswered(Statement statement) => Find(statement) is not null;

    /// <summary>First cell of the answer to <paramref name="query"/>; null when it is NULL, has no row, failed, or was not configured.</summary>
    public string? Scalar(Statement? query) => query is null ? null : Table(query).Scalar;

    private StatementReply? Find(Statement statement) => All.Find(reply => ReferenceEquals(reply.Statement, statement));
}
