using System.Collections.Concurrent;
using System.Security.Authentication;
using System.Security.Cryptography;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;
using Ham4db.Server.Topology;
using MySqlConnector;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads a server over one pooled connection: one round trip for the fixed statements, a second one when queries are configured.</summary>
internal sealed class InstanceProbe(
    ManagedPools pools,
    NeighbourResolution neighbours,
    IDecidedStore decided,
    ILiveOptions options,
    TimeProvider time,
    ILogger<InstanceProbe> logger) : IInstanceProbe
{
    private readonly ConcurrentDictionary<InstanceKey, ServerProfile> _profiles = [];

    /// <inheritdoc/>
    public async Task<Instance> ReadAsync(InstanceKey key, InventorySnapshot snapshot, CancellationToken cancellationToken)
    {
        var managed = options.Current.Managed;
        using var bound = new CancellationTokenSource(managed.ConnectTimeout + managed.ProbeReadTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var attempt = new Attempt(key, snapshot, managed, options.Current.Discovery, either.Token);
        try
        {
            return await ReadAsync(attempt);
        }
        catch (Exception exception) when (exception is MySqlException or IOException or InvalidDataException or AuthenticationException
            or CryptographicException or ArgumentException or ObjectDisposedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var cause = await NetworkDiagnosis.FindCauseAsync(key, exception, managed.ConnectTimeout, time, cancellationToken);
            throw new ProbeFailedException(key, ServerTrouble.Describe(key, managed, cause, attempt.Reading), cause)
            {
                IsPartial = attempt.HasIdentity,
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask ForgetAsync(InstanceKey key)
    {
        _profiles.TryRemove(key, out _);
        return pools.ForgetAsync(key);
    }

    private async Task<Instance> ReadAsync(Attempt attempt)
    {
        if (_profiles.ContainsKey(attempt.Key))
        {
            try
            {
                return await ReadOnceAsync(attempt);
            }
            catch (Exception exception) when (MayBeOutdated(exception, attempt))
            {
                // A pooled connection to a server that was restarted, or a server that was upgraded: what is remembered misleads.
                logger.ProbeStartsAfresh(attempt.Key, exception.Message);
                await ForgetAsync(attempt.Key);
                attempt.Restart();
            }
        }

        return await ReadOnceAsync(attempt);
    }

    private static bool MayBeOutdated(Exception exception, Attempt attempt) => exception switch
    {
        MySqlException failure => attempt.Reading is not null
            && (ServerTrouble.IsStatementError(failure) || ServerTrouble.IsStaleConnection(failure)),
        ObjectDisposedException => true,
        _ => false,
    };

    private async Task<Instance> ReadOnceAsync(Attempt attempt)
    {
        var started = time.GetTimestamp();
        await using var connection = await pools.OpenAsync(attempt.Key, attempt.Token);
        attempt.Reading = "its state";
        var profile = _profiles.TryGetValue(attempt.Key, out var known) ? known : await LearnAsync(attempt, connection);
        var (statements, queries) = profile.Prepare(attempt.Discovery);
        var replies = await AskAsync(attempt, connection, profile, statements);
        var identity = ServerIdentity.Read(replies.Table(statements.Identity)[0]);
        if (!profile.IsFor(identity.Version))
        {
            _profiles[attempt.Key] = new ServerProfile(identity.Version, identity.VersionComment, time);
        }

        var own = OwnKey(attempt.Key, identity, attempt.Discovery.MySqlHostnameResolveMethod);
        var read = InstanceReader.Read(own, identity, statements, replies, attempt.Discovery);
        var instance = await neighbours.ResolveAsync(
            read,
            InstanceReader.ReadReplicas(own, statements, replies),
            ReplicationGroupReader.Read(replies.Table(statements.Group), read.ServerUuid),
            attempt.Snapshot,
            attempt.Token);
        instance = await AskConfiguredAsync(attempt, instance, connection, profile, queries);
        var now = time.GetUtcNow();
        return instance with
        {
            LastChecked = now, LastSeen = now, LastCheckPartialSuccess = true, LastDiscoveryLatency = time.GetElapsedTime(started),
        };
    }

    private async Task<ServerProfile> LearnAsync(Attempt attempt, MySqlConnection connection)
    {
        var replies = new ProbeReplies();
        await StatementBatch.RunAsync(connection, [ProbeStatements.Version], attempt.Managed.ProbeReadTimeout, replies.All, attempt.Token);
        if (replies.All[0].Error is { } error)
        {
            throw error;
        }

        var row = replies.Table(ProbeStatements.Version)[0];
        return _profiles[attempt.Key] = new ServerProfile(row.Text("version"), row.Text("version_comment"), time);
    }

    private async Task<ProbeReplies> AskAsync(Attempt attempt, MySqlConnection connection, ServerProfile profile, ProbeStatements statements)
    {
        var replies = new ProbeReplies();
        try
        {
            await StatementBatch.RunAsync(
                connection, profile.WithoutRefused(statements.All), attempt.Managed.ProbeReadTimeout, replies.All, attempt.Token);
        }
        finally
        {
            attempt.HasIdentity = replies.HasTable(statements.Identity);
        }

        foreach (var (statement, _, error) in replies.All)
        {
            if (error is null)
            {
                continue;
            }

            if (statement.IsRequired && !statement.MeansAbsent.Contains(error.Number))
            {
                attempt.Reading = statement.Name;
                throw error;
            }

            profile.Refuses(statement);
            logger.StatementRefused(attempt.Key, statement.Name, error.Message);
        }

        return replies;
    }

    private async Task<Instance> AskConfiguredAsync(
        Attempt attempt, Instance instance, MySqlConnection connection, ServerProfile profile, ConfiguredQueries queries)
    {
        var parent = attempt.Snapshot.Find(instance.ParentKey);
        var ownName = instance.Key.ToString();
        var clusterName = parent is { ClusterName.Length: > 0 } ? parent.ClusterName : ownName;
        var needsAlias = parent is not { SuggestedClusterAlias.Length: > 0 } && !decided.Current.AliasOverrides.ContainsKey(clusterName);
        var isRoot = parent is null || (parent.MasterKey == instance.Key && clusterName == ownName);
        var wanted = profile.WithoutRefused(queries.For(needsAlias, isRoot));
        if (wanted.Count == 0)
        {
            return instance;
        }

        var replies = await ConfiguredAnswers.AskAsync(
            instance.Key, connection, wanted, profile, attempt.Managed.ProbeReadTimeout, logger, attempt.Token);
        return InstanceReader.ReadConfigured(instance, queries, replies);
    }

    private static InstanceKey OwnKey(InstanceKey key, ServerIdentity identity, string method)
        => identity.OwnName(key.Hostname, method) switch
        {
            "" => throw new InvalidDataException($"MySQLHostnameResolveMethod is {method}, and the server has no such name: set report_host there"),
            var name when name == key.Hostname => key,
            var name => key with { Hostname = name },
        };

    private sealed class Attempt(
        InstanceKey key, InventorySnapshot snapshot, ManagedOptions managed, DiscoveryOptions discovery, CancellationToken token)
    {
        public InstanceKey Key { get; } = key;

        public InventorySnapshot Snapshot { get; } = snapshot;

        public ManagedOptions Managed { get; } = managed;

        public DiscoveryOptions Discovery { get; } = discovery;

        public CancellationToken Token { get; } = token;

        /// <summary>What is being read; null while connecting.</summary>
        public string? Reading { get; set; }

        public bool HasIdentity { get; set; }

        public void Restart()
        {
            Reading = null;
            HasIdentity = false;
        }
    }
}
