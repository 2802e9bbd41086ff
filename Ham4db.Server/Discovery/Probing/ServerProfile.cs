using System.Collections.Immutable;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>
/// What was learnt of one server and makes its next probe cheap: what it speaks, and which statements it refuses. Used by one probe at a time.
/// </summary>
internal sealed class ServerProfile(string version, string versionComment, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(60);

    private readonly SqlDialect _dialect = SqlDialects.Of(version, versionComment);
    private readonly bool _isNdb = version.Contains("-ndb-", StringComparison.Ordinal);
    private readonly Dictionary<Statement, long> _refused = new(ReferenceEqualityComparer.Instance);
    private DiscoveryOptions? _preparedFor;
    private ProbeStatements? _statements;
    private ConfiguredQueries? _queries;

    /// <summary>Whether it was made for this version of the server.</summary>
    public bool IsFor(string currentVersion) => string.Equals(version, currentVersion, StringComparison.Ordinal);

    /// <summary>Statements and queries for <paramref name="options"/>, prepared once for each configuration.</summary>
    public (ProbeStatements Statements, ConfiguredQueries Queries) Prepare(DiscoveryOptions options)
    {
        if (!ReferenceEquals(_preparedFor, options) || _statements is null || _queries is null)
        {
            _refused.Clear();
            _statements = ProbeStatements.For(_dialect, options.ByShowSlaveHosts, options.ReplicationCredentialsQuery.Length == 0, _isNdb);
            _queries = ConfiguredQueries.Of(options);
            _preparedFor = options;
        }

        return (_statements, _queries);
    }

    /// <summary>Leaves out what the server lately refused: a failing statement costs a round trip. It is asked again after a minute.</summary>
    public IReadOnlyList<Statement> WithoutRefused(ImmutableArray<Statement> statements)
        => _refused.Count == 0 ? statements : statements.RemoveAll(IsRefused);

    /// <summary>Remembers that the server refuses <paramref name="statement"/>.</summary>
    public void Refuses(Statement statement) => _refused[statement] = time.GetTimestamp();

    private bool IsRefused(Statement statement) => _refused.TryGetValue(statement, out var at) && time.GetElapsedTime(at) < AskAgain;
}
