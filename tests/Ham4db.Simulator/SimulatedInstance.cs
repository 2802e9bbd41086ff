using System.Globalization;
using Ham4db.Simulator.Model;
using Ham4db.Simulator.Protocol;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator;

/// <summary>One simulated server on 127.0.0.1. Every member may be used from any thread while clients are connected.</summary>
public sealed class SimulatedInstance : IAsyncDisposable
{
    private readonly SimulatedFleet _fleet;
    private readonly Listener _listener;
    private InstanceState _state;

    internal SimulatedInstance(SimulatedFleet fleet, SimulatedInstanceOptions options)
    {
        _fleet = fleet;
        Options = options;
        var now = fleet.Time.GetUtcNow();
        _listener = new Listener(this, options.Port);
        ServerId = options.ServerId == 0 ? (uint)Port : options.ServerId;
        ServerUuid = string.Create(CultureInfo.InvariantCulture, $"5e7a0000-0000-4000-8000-{Port:D12}");
        _state = new InstanceState { StartedAt = now, Since = now, Origins = [new OriginRange(ServerId, 1, long.MaxValue)] };
    }

    /// <summary>Which server this is.</summary>
    public SimulatedDialect Dialect => Options.Dialect;

    /// <summary>The TCP port on 127.0.0.1; it stays the same while the instance is stopped.</summary>
    public int Port => _listener.Port;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>The value of <c>server_id</c>.</summary>
    public uint ServerId { get; }

    /// <summary>The value of <c>server_uuid</c>; MariaDB does not show it.</summary>
    public string ServerUuid { get; }

    /// <summary>What a client meets at the port.</summary>
    public Reachability Reachability => State.Reachability;

    /// <summary>The instance this one replicates from; null when there is none in this fleet.</summary>
    public SimulatedInstance? Source => State.Source?.Instance;

    /// <summary>Connections accepted since the instance was made.</summary>
    public int ConnectionsAccepted => _listener.Accepted;

    /// <summary>Connections open now.</summary>
    public int ConnectionsOpen => _listener.Open;

    internal SimulatedInstanceOptions Options { get; }

    internal InstanceState State => Volatile.Read(ref _state);

    internal IReadOnlyList<SimulatedInstance> Fleet => _fleet.Instances;

    internal DateTimeOffset Now => _fleet.Time.GetUtcNow();

    internal bool IsMariaDb => Dialect == SimulatedDialect.MariaDb1011;

    /// <summary>Ends the process: open connections break, new ones are refused.</summary>
    public void Stop()
    {
        Change(state => state with { Reachability = Reachability.Stopped });
        _listener.Refuse();
    }

    /// <summary>Freezes the process: connections are accepted, nothing is answered. <see cref="Start"/> lets it go on.</summary>
    public void Hang()
    {
        Change(state => state with { Reachability = Reachability.Hung });
        _listener.Hang();
    }

    /// <summary>Starts a stopped process, or lets a frozen one go on; what was asked meanwhile is answered then.</summary>
    public void Start()
    {
        Change(state => state with
        {
            Reachability = Reachability.Serving,
            StartedAt = state.Reachability == Reachability.Stopped ? Now : state.StartedAt,
        });
        _listener.Serve();
    }

    /// <summary>Makes this a replica of another instance of the fleet and starts both threads.</summary>
    public void ReplicateFrom(SimulatedInstance source) => ReplicateFrom("127.0.0.1", source.Port);

    /// <summary>Makes this a replica of a given address and starts both threads. Nothing need serve there.</summary>
    public void ReplicateFrom(string host, int port) => Change(state => state with
    {
        Source = new ReplicationSource(host, port, _fleet.Find(host, port)),
        IoThreadStarted = true,
        SqlThreadStarted = true,
        IoError = null,
        SqlError = null,
    });

    /// <summary>Starts both threads.</summary>
    public void StartReplication() => Change(state => state with { IoThreadStarted = true, SqlThreadStarted = true, IoError = null, SqlError = null });

    /// <summary>Stops both threads.</summary>
    public void StopReplication() => Change(state => state with { IoThreadStarted = false, SqlThreadStarted = false });

    /// <summary>Forgets the source (<c>RESET SLAVE ALL</c>); the instance goes on as one of its own.</summary>
    public void ResetReplication() => Change(state => state with
    {
        Source = null,
        IoThreadStarted = false,
        SqlThreadStarted = false,
        IoError = null,
        SqlError = null,
        ReceivedBefore = 0,
    });

    /// <summary>Breaks the SQL thread with an error, as a row that cannot be applied does.</summary>
    public void BreakSqlThread(int code, string message) => Change(state => state with { SqlError = new ReplicationError(code, message) });

    /// <summary>Breaks the IO thread with an error, as purged binary logs do.</summary>
    public void BreakIoThread(int code, string message) => Change(state => state with { IoError = new ReplicationError(code, message) });

    /// <summary>Lets the SQL thread be behind.</summary>
    public void SetLag(TimeSpan lag) => Change(state => state with { Lag = lag });

    /// <summary>Sets <c>read_only</c>. A writable instance without a source writes.</summary>
    public void SetReadOnly(bool readOnly) => Change(state => state with { ReadOnly = readOnly });

    /// <summary>Turns the binary log on or off.</summary>
    public void SetLogBin(bool enabled) => Change(state => state with { LogBin = enabled });

    /// <summary>Turns replication by GTID on or off.</summary>
    public void SetGtid(bool enabled) => Change(state => state with { UsesGtid = enabled });

    /// <summary>Gives a system variable a value: bool, long, ulong, double or string.</summary>
    public void SetVariable(string name, object value) => Change(state => state with { Variables = state.Variables.SetItem(name, value) });

    /// <summary>Takes a system variable away, so that asking for it fails with error 1193.</summary>
    public void RemoveVariable(string name) => Change(state => state with { Variables = state.Variables.SetItem(name, null) });

    /// <summary>Answers a whole statement with a table. Letter case and white space of the statement do not matter.</summary>
    public void Answer(string statement, Table table) => Script(statement, new ScriptedAnswer(table, null));

    /// <summary>Answers a whole statement with an error.</summary>
    public void Refuse(string statement, int code, string sqlState, string message)
        => Script(statement, new ScriptedAnswer(null, new SqlErrorException(code, sqlState, message)));

    /// <summary>Makes the instance a member of a group, the only one it is in. MySQL 8.0 and later only.</summary>
    /// <exception cref="InvalidOperationException">The dialect has no group replication as Ham4db reads it.</exception>
    public void Join(SimulatedGroup group)
    {
        if (Dialect is SimulatedDialect.MariaDb1011 or SimulatedDialect.MySql57)
        {
            throw new InvalidOperationException($"A {Dialect} instance cannot join a replication group: use MySQL 8.0 or 8.4.");
        }

        State.Group?.Remove(this);
        group.Add(this);
        Change(state => state with { Group = group });
    }

    /// <summary>Takes the instance out of its group.</summary>
    public void LeaveGroup()
    {
        State.Group?.Remove(this);
        Change(state => state with { Group = null });
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Address} ({Dialect})";

    /// <summary>Closes the port and every connection.</summary>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private void Script(string statement, ScriptedAnswer answer)
        => Change(state => state with { Scripted = state.Scripted.SetItem(StatementText.Normalise(statement), answer) });

    /// <summary>Replaces the state, and remembers how far replication had come until now.</summary>
    private void Change(Func<InstanceState, InstanceState> change)
    {
        lock (_fleet.ChangeGate)
        {
            var now = Now;
            var before = CaughtUp(now);
            var after = change(before);
            if (before.Source is not null && after.Source is null)
            {
                var history = ReplicationProgress.Origins(this, now);
                after = after with { Origins = history.Add(new OriginRange(ServerId, after.AppliedBefore + 1, long.MaxValue)) };
            }

            if (before.Reachability != after.Reachability)
            {
                // What replicas have is computed from this instance while they are connected: keep what they have until now.
                foreach (var replica in Fleet.Where(other => other != this && other.State.Source?.Instance == this))
                {
                    Volatile.Write(ref replica._state, replica.CaughtUp(now));
                }
            }

            Volatile.Write(ref _state, after);
        }
    }

    private InstanceState CaughtUp(DateTimeOffset now) => State with
    {
        Since = now,
        ReceivedBefore = ReplicationProgress.Received(this, now),
        AppliedBefore = ReplicationProgress.Applied(this, now),
    };
}
