using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>A ledger that holds nothing, and counts how often it was asked to write again.</summary>
internal sealed class NothingDecided : ISharedLedger
{
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

    /// <summary>How often it was asked to write again.</summary>
    public int Reapplied { get; private set; }

    /// <summary>Whether the database fails in the middle of that.</summary>
    public bool Fails { get; set; }

    public DecidedState Current => DecidedState.Empty;

    /// <summary>What applying a command comes to, one after the other.</summary>
    public Queue<Func<CommandResult>> Results { get; } = new();

    public Task<CommandResult> ApplyAsync(long token, string database, CommandEnvelope envelope, CancellationToken cancellationToken)
        => Task.Run(Results.Dequeue(), cancellationToken);

    /// <summary>Thrown by the next look at what others decided.</summary>
    public Exception? Unreadable { get; set; }

    public Task RefreshAsync(bool everything, CancellationToken cancellationToken)
    {
        var unreadable = Unreadable;
        Unreadable = null;
        return unreadable is null ? Task.CompletedTask : Task.FromException(unreadable);
    }

    public Task ReapplyAsync(CancellationToken cancellationToken)
    {
        Reapplied++;
        return Fails ? Task.FromException(new BackendUnreachableException("gone", outcomeUnknown: false)) : Task.CompletedTask;
    }
}
