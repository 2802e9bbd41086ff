using Ham4db.Server.Backend.Shared;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>The lease row in a MySQL database.</summary>
/// <remarks>
/// What is decided, is decided between a locking read and the write of one transaction; the statements themselves carry its outcome as plain
/// values, and keep what is newer. So they can be replicated as statements in any order, and two databases that have seen the same ones agree.
/// On a cluster with several writers the locks are local: there the commit of one of two fails, since both write the same row, and is run again.
/// </remarks>
internal sealed class MySqlLeaseStore(MySqlDatabase database, TimeProvider time) : ILeaseStore
{
    // Of the very connection that reads: a pool may hold one to the server of before.
    private const string Identify = $"SELECT {MySqlSession.OwnIdentity}";

    // Galera's; all zeros where it is compiled in and not in use.
    private const string IdentifyCluster = "SHOW GLOBAL STATUS WHERE Variable_name = 'wsrep_cluster_state_uuid'";
    private static readonly string NoCluster = Guid.Empty.ToString();

    private const string Select =
        """
        SELECT lease.token, holder, holder_uri, renewals, TIMESTAMPDIFF(MICROSECOND, renewed_at, NOW(6)), acquired_at, renewed_at, COALESCE(place.server, '')
        FROM leader_lease lease LEFT JOIN term_database place ON place.anchor = lease.anchor AND place.token = lease.token WHERE lease.anchor = 1
        """;

    private const string PutTermDatabase =
        """
        INSERT INTO term_database (anchor, token, server) VALUES (1, @p1, @p2)
        ON DUPLICATE KEY UPDATE server = IF(VALUES(token) > token, VALUES(server), server), token = GREATEST(token, VALUES(token))
        """;

    // Assignments see those before them, so that what the condition reads is assigned last.
    private const string Put =
        """
        INSERT INTO leader_lease (anchor, token, holder, holder_uri, renewals, renewed_at, acquired_at) VALUES (1, @p1, @p2, @p3, @p4, NOW(6), NOW(6))
        ON DUPLICATE KEY UPDATE
            acquired_at = IF(VALUES(token) > token, VALUES(acquired_at), acquired_at),
            renewed_at = IF(VALUES(token) > token OR (VALUES(token) = token AND VALUES(renewals) > renewals), VALUES(renewed_at), renewed_at),
            holder = IF(VALUES(token) > token OR (VALUES(token) = token AND VALUES(renewals) > renewals), VALUES(holder), holder),
            holder_uri = IF(VALUES(token) > token OR (VALUES(token) = token AND VALUES(renewals) > renewals), VALUES(holder_uri), holder_uri),
            renewals = IF(VALUES(token) > token, VALUES(renewals), IF(VALUES(token) = token, GREATEST(renewals, VALUES(renewals)), renewals)),
            token = GREATEST(token, VALUES(token))
        """;

    // Of the server that was read from last: the status of a server takes longer to read than the lease.
    private volatile Tuple<string, string> _clusterOf = Tuple.Create(string.Empty, string.Empty);

    /// <summary>
    /// Counts on from the terms of the raft node that the database belonged to, if it did: what is written under a lower token would lose
    /// against what is there.
    /// </summary>
    /// <exception cref="BackendException">The database did not take it.</exception>
    public Task FollowRaftAsync(CancellationToken cancellationToken)
        => database.RunAsync(
            async statements =>
            {
                var position = await MySqlPosition.ReadAsync(statements, isLocked: true);
                return position.LogId is null ? 0 : await statements.ExecuteAsync(Put, position.Position.Term, string.Empty, string.Empty, 0L);
            },
            cancellationToken);

    public Task<StoredLease> ReadAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async statements =>
            {
                var server = (await statements.QueryAsync(Identify, row => row.GetString(0))).Single();
                return await FindAsync(statements, Select) with { Database = server, Cluster = await ClusterAsync(statements, server) };
            },
            cancellationToken);

    public Task<bool> TryTakeAsync(StoredLease seen, string holder, Uri? uri, long token, CancellationToken cancellationToken)
        => database.RunAsync(
            async statements =>
            {
                var lease = await FindAsync(statements, Select + " FOR UPDATE");
                if (!lease.IsSameAs(seen) || token <= lease.Token)
                {
                    return false;
                }

                await statements.ExecuteAsync(Put, token, holder, uri?.OriginalString ?? string.Empty, 0L);
                await statements.ExecuteAsync(PutTermDatabase, token, await TermDatabaseAsync(statements));
                // The row that every decided write reads and writes: one under an older token that is under way fails on it.
                var position = await MySqlPosition.ReadAsync(statements, isLocked: true);
                // It counts in no raft log any more, whatever it belonged to: a raft node must not take what is decided from here on for its own.
                var next = position with { LogId = null, Position = position.Position with { Term = token }, CommandId = Guid.Empty };
                await statements.ExecuteAllAsync([next.Put(time.GetUtcNow())]);
                return true;
            },
            cancellationToken);

    public Task<bool> TryRenewAsync(string holder, long token, CancellationToken cancellationToken)
        => database.RunAsync(statements => WriteAsOwnAsync(statements, holder, token, lease => (holder, lease.HolderUri)), cancellationToken);

    public Task ReleaseAsync(string holder, long token, CancellationToken cancellationToken)
        => database.RunAsync(statements => WriteAsOwnAsync(statements, holder, token, _ => (string.Empty, null)), cancellationToken);

    public Task ArriveAsync(string holder, long floor, CancellationToken cancellationToken)
        => database.RunAsync(statements => MySqlArrivals.PutAsync(statements, holder, floor), cancellationToken);

    public Task<IReadOnlyList<string>> AwaitedAsync(string holder, long floor, CancellationToken cancellationToken)
        => database.ReadAsync(statements => MySqlArrivals.AwaitedAsync(statements, holder, floor), cancellationToken);

    private async Task<string> ClusterAsync(MySqlStatements statements, string server)
    {
        if (_clusterOf.Item1 != server)
        {
            var cluster = (await statements.QueryAsync(IdentifyCluster, row => row.GetString(1))).SingleOrDefault(string.Empty);
            _clusterOf = Tuple.Create(server, cluster == NoCluster ? string.Empty : cluster);
        }

        return _clusterOf.Item2;
    }

    private static async Task<bool> WriteAsOwnAsync(
        MySqlStatements statements, string holder, long token, Func<StoredLease, (string Holder, Uri? Uri)> next)
    {
        var lease = await FindAsync(statements, Select + " FOR UPDATE");
        if (lease.Holder != holder || lease.Token != token)
        {
            return false;
        }

        var (newHolder, uri) = next(lease);
        await statements.ExecuteAsync(Put, token, newHolder, uri?.OriginalString ?? string.Empty, lease.Renewals + 1);
        return true;
    }

    // In a synchronous cluster a change is on every server when it is acknowledged: any of them will do.
    private static async Task<string> TermDatabaseAsync(MySqlStatements statements)
        => await MySqlSession.IsSynchronousAsync(statements) ? string.Empty : (await statements.QueryAsync(Identify, row => row.GetString(0))).Single();

    private static async Task<StoredLease> FindAsync(MySqlStatements statements, string select)
        => (await statements.QueryAsync(select, Read)).SingleOrDefault(
            new StoredLease(0, string.Empty, null, 0, TimeSpan.Zero, default, default, string.Empty, string.Empty));

    private static StoredLease Read(MySqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        Uri.TryCreate(row.GetString(2), UriKind.Absolute, out var uri) ? uri : null,
        row.GetInt64(3),
        TimeSpan.FromMicroseconds(row.GetInt64(4)),
        row.GetDateTime(5),
        row.GetDateTime(6),
        string.Empty,
        row.GetString(7));
}
