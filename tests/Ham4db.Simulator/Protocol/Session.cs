using System.Globalization;
using System.Text;
using Ham4db.Simulator.Answers;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Protocol;

/// <summary>One client's connection, from the greeting to its end.</summary>
internal sealed class Session
{
    private readonly SimulatedInstance _instance;
    private readonly PacketStream _packets;
    private readonly uint _id;
    private readonly string _clientHost;
    private readonly Func<CancellationToken, Task> _untilServing;
    private readonly Answerer _answerer;
    private bool _multiStatements;

    /// <param name="instance">The server that answers.</param>
    /// <param name="packets">The connection.</param>
    /// <param name="id">The connection id.</param>
    /// <param name="clientHost">The client's address, for the message of a refused login.</param>
    /// <param name="untilServing">Waits while the server hangs.</param>
    public Session(SimulatedInstance instance, PacketStream packets, uint id, string clientHost, Func<CancellationToken, Task> untilServing)
    {
        _instance = instance;
        _packets = packets;
        _id = id;
        _clientHost = clientHost;
        _untilServing = untilServing;
        _answerer = new Answerer(instance, id, $"{instance.Options.User}@{clientHost}");
    }

    /// <summary>Serves the client until it leaves, or the connection breaks.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await LogInAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        while (await _packets.ReadAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } command)
        {
            await _untilServing(cancellationToken).ConfigureAwait(false);
            if (!Answer(command))
            {
                return;
            }

            await _packets.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> LogInAsync(CancellationToken cancellationToken)
    {
        await _untilServing(cancellationToken).ConfigureAwait(false);
        var scramble = NativePassword.NewScramble();
        _packets.Writer.Greeting(ServerVersion.Greeted(_instance.Dialect), _id, scramble);
        await _packets.FlushAsync(cancellationToken).ConfigureAwait(false);

        if (await _packets.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } packet)
        {
            return false;
        }

        if (Login.Read(packet) is not { } login)
        {
            _packets.Writer.Error(1043, "08S01", "Bad handshake");
            await _packets.FlushAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        var answer = login.Answer;
        if (login.Plugin.Length > 0 && login.Plugin != NativePassword.PluginName)
        {
            _packets.Writer.SwitchPlugin(scramble);
            await _packets.FlushAsync(cancellationToken).ConfigureAwait(false);
            answer = await _packets.ReadAsync(cancellationToken).ConfigureAwait(false) ?? [];
        }

        await _untilServing(cancellationToken).ConfigureAwait(false);
        var welcome = login.User == _instance.Options.User && NativePassword.Proves(answer, scramble, _instance.Options.Password);
        if (welcome)
        {
            _multiStatements = login.Capabilities.HasFlag(Capabilities.MultiStatements);
            _packets.Writer.Ok();
        }
        else
        {
            _packets.Writer.Error(
                1045,
                "28000",
                $"Access denied for user '{login.User}'@'{_clientHost}' (using password: {(answer.Length > 0 ? "YES" : "NO")})");
        }

        await _packets.FlushAsync(cancellationToken).ConfigureAwait(false);
        return welcome;
    }

    /// <summary>Writes the answer to a command.</summary>
    /// <returns>False when the client says good-bye.</returns>
    private bool Answer(byte[] command)
    {
        var writer = _packets.Writer;
        switch (command[0])
        {
            case CommandCode.Quit:
                return false;
            case CommandCode.Query:
                Run(Encoding.UTF8.GetString(command.AsSpan(1)));
                break;
            case CommandCode.InitDb or CommandCode.Ping or CommandCode.ResetConnection:
                writer.Ok();
                break;
            case CommandCode.SetOption:
                _multiStatements = command is [_, 0, ..];
                writer.EndOfFile();
                break;
            default:
                writer.Error(1047, "08S01", string.Create(CultureInfo.InvariantCulture, $"Unknown command {command[0]}"));
                break;
        }

        return true;
    }

    private void Run(string request)
    {
        var statements = Statement.Split(request);
        if (statements.Count == 0)
        {
            _packets.Writer.Error(1065, "42000", "Query was empty");
            return;
        }

        try
        {
            if (statements.Count > 1 && !_multiStatements)
            {
                throw SqlErrorException.Syntax(statements[1].Text, _instance.IsMariaDb);
            }

            for (var i = 0; i < statements.Count; i++)
            {
                var more = i < statements.Count - 1;
                _instance.Options.OnStatement?.Invoke(statements[i].Text);
                if (_answerer.Answer(statements[i]) is { } table)
                {
                    _packets.Writer.ResultSet(table, more);
                }
                else
                {
                    _packets.Writer.Ok(more);
                }
            }
        }
        catch (SqlErrorException error)
        {
            // What the statements before it answered stays; the rest of the request is dropped, as on a real server.
            _packets.Writer.Error(error.Code, error.SqlState, error.Message);
        }
    }

    private static class CommandCode
    {
        public const byte Quit = 1;
        public const byte InitDb = 2;
        public const byte Query = 3;
        public const byte Ping = 14;
        public const byte SetOption = 27;
        public const byte ResetConnection = 31;
    }
}
