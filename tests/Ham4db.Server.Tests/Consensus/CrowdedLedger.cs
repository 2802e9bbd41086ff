using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>
/// A ledger in memory to which another thread seems to apply a command after every read, so that two reads never are of one moment. Each
/// command sets the tag <see cref="Tag"/> to the index of its own entry.
/// </summary>
internal sealed class CrowdedLedger : IDecidedLedger
{
    public const string Tag = "entry";

    public static readonly InstanceKey Key = new("db", 3306);

    private DecidedState _state = DecidedState.Empty;
    private LogPosition _position = new(0, 1);

    public event Action<CommandEnvelope, CommandResult>? Applied
    {
        add { }
        remove { }
    }

    public event Action? Replaced
    {
        add { }
        remove { }
    }

    public DecidedState Current => Read(_state);

    public LogPosition Position => Read(_position);

    public (DecidedState State, LogPosition Position) Checkpoint => Read((_state, _position));

    public string? LogId => null;

    public Task<CommandResult> ApplyAsync(LogPosition position, CommandEnvelope envelope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestoreAsync(DecidedState state, LogPosition position, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ResetAsync(string logId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> AdoptAsync(string logId, CancellationToken cancellationToken) => throw new NotSupportedException();

    private T Read<T>(T read)
    {
        _position = _position with { Index = _position.Index + 1 };
        var command = new PutTag(Key, Tag, _position.Index.ToString(CultureInfo.InvariantCulture));
        _state = Decision.Apply(_state, new CommandEnvelope(Guid.NewGuid(), null, null, DateTimeOffset.UnixEpoch, command)).State;
        return read;
    }
}
