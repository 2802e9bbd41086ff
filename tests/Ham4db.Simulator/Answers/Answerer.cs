using System.Globalization;
using Ham4db.Simulator.Model;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Answers;

/// <summary>Answers one statement as a server of the instance's dialect does.</summary>
internal sealed class Answerer : IValues
{
    private static readonly string[] AcceptedBeginnings = ["SET", "USE", "BEGIN", "COMMIT", "ROLLBACK", "KILL", "DO"];

    private readonly SimulatedInstance _instance;
    private readonly uint _connectionId;
    private readonly string _user;

    /// <param name="instance">The server.</param>
    /// <param name="connectionId">The value of <c>connection_id()</c>.</param>
    /// <param name="user">The value of <c>user()</c>.</param>
    public Answerer(SimulatedInstance instance, uint connectionId, string user)
    {
        _instance = instance;
        _connectionId = connectionId;
        _user = user;
    }

    /// <inheritdoc/>
    public DateTime Now => _instance.Now.UtcDateTime;

    private bool UnderstandsOldWords => _instance.Dialect != SimulatedDialect.MySql84;

    /// <summary>Answers a statement.</summary>
    /// <returns>The result set; null for a statement that has none.</returns>
    /// <exception cref="SqlErrorException">The server refuses the statement.</exception>
    public Table? Answer(Statement statement)
    {
        if (_instance.State.Scripted is { IsEmpty: false } scripted
            && scripted.TryGetValue(StatementText.Normalise(statement.Text), out var answer))
        {
            return answer.Error is { } error ? throw error : answer.Table;
        }

        if (statement.Tokens[0].Is("SELECT"))
        {
            var select = SelectParser.Parse(statement, _instance.IsMariaDb);
            return select.Run(select.From is { } table ? SystemTables.Get(_instance, table) : null, this);
        }

        if (statement.Tokens[0].Is("SHOW"))
        {
            return Show(statement) ?? throw SqlErrorException.Syntax(Near(statement, 1), _instance.IsMariaDb);
        }

        return Array.Exists(AcceptedBeginnings, statement.Tokens[0].Is) && !statement.Begins("SET GLOBAL", out _)
            ? null
            : throw SqlErrorException.Syntax(statement.Text, _instance.IsMariaDb);
    }

    /// <inheritdoc/>
    public object? Variable(string name) => ServerVariables.Get(_instance, name);

    /// <inheritdoc/>
    public object? Cell(string column) => throw SqlErrorException.UnknownColumn(column);

    /// <inheritdoc/>
    public string? SessionFunction(string name) => name.ToUpperInvariant() switch
    {
        "CONNECTION_ID" => _connectionId.ToString(CultureInfo.InvariantCulture),
        "USER" or "CURRENT_USER" or "SESSION_USER" => _user,
        "DATABASE" or "SCHEMA" => string.Empty,
        _ => null,
    };

    private Table? Show(Statement statement)
    {
        foreach (var (words, table) in ListsWithFilter)
        {
            if (statement.Begins(words, out var rest))
            {
                return Filter(statement, rest, table(_instance));
            }
        }

        return statement switch
        {
            _ when statement.IsExactly("SHOW WARNINGS") => Table.Of(["Level", "Code", "Message"]),
            _ when statement.IsExactly("SHOW PROCESSLIST") || statement.IsExactly("SHOW FULL PROCESSLIST") => SystemTables.ProcessList(_instance),
            _ when UnderstandsOldWords && statement.IsExactly("SHOW SLAVE STATUS") => ReplicationStatus.OfReplica(_instance, newNames: false),
            _ when UnderstandsOldWords && statement.IsExactly("SHOW MASTER STATUS") => ReplicationStatus.OfBinaryLog(_instance),
            _ when UnderstandsOldWords && statement.IsExactly("SHOW SLAVE HOSTS") => ReplicationStatus.OfConnectedReplicas(_instance, newNames: false),
            _ => ShowInNewWords(statement),
        };
    }

    private Table? ShowInNewWords(Statement statement) => _instance.Dialect switch
    {
        SimulatedDialect.MariaDb1011 when statement.IsExactly("SHOW ALL SLAVES STATUS") || statement.IsExactly("SHOW REPLICA STATUS")
            => ReplicationStatus.OfReplica(_instance, newNames: false),
        SimulatedDialect.MariaDb1011 when statement.IsExactly("SHOW BINLOG STATUS") => ReplicationStatus.OfBinaryLog(_instance),
        SimulatedDialect.MariaDb1011 when statement.IsExactly("SHOW REPLICA HOSTS") => ReplicationStatus.OfConnectedReplicas(_instance, newNames: false),
        SimulatedDialect.MySql80 or SimulatedDialect.MySql84 when statement.IsExactly("SHOW REPLICA STATUS")
            => ReplicationStatus.OfReplica(_instance, newNames: true),
        SimulatedDialect.MySql80 or SimulatedDialect.MySql84 when statement.IsExactly("SHOW REPLICAS")
            => ReplicationStatus.OfConnectedReplicas(_instance, newNames: true),
        SimulatedDialect.MySql84 when statement.IsExactly("SHOW BINARY LOG STATUS") => ReplicationStatus.OfBinaryLog(_instance),
        _ => null,
    };

    private static readonly (string Words, Func<SimulatedInstance, Table> Table)[] ListsWithFilter =
    [
        .. new[] { "SHOW", "SHOW GLOBAL", "SHOW SESSION" }.SelectMany(scope => new (string, Func<SimulatedInstance, Table>)[]
        {
            (scope + " VARIABLES", SystemTables.Variables),
            (scope + " STATUS", SystemTables.Status),
        }),
    ];

    private Table Filter(Statement statement, int rest, Table table)
    {
        if (rest == statement.Tokens.Count)
        {
            return table;
        }

        if (statement.Tokens[rest].Is("LIKE") && statement.Tokens.Count == rest + 2 && statement.Tokens[rest + 1].Kind == TokenKind.Text)
        {
            return table with { Rows = [.. table.Rows.Where(row => Operators.Like((string)row[0]!, statement.Tokens[rest + 1].Value))] };
        }

        if (!statement.Tokens[rest].Is("WHERE"))
        {
            throw SqlErrorException.Syntax(Near(statement, rest), _instance.IsMariaDb);
        }

        var condition = SelectParser.ParseCondition(statement, rest + 1, _instance.IsMariaDb);
        return new SelectStatement([new SelectStatement.Item(null, "*")], null, condition, [], 0, null).Run(table, this);
    }

    private static string Near(Statement statement, int token)
        => token < statement.Tokens.Count ? statement.Text[statement.Tokens[token].Start..] : string.Empty;
}
