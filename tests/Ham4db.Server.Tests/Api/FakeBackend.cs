using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api;

/// <summary>Command log, decided state and health of a node, in memory. Commands mean what they mean in the product.</summary>
internal sealed class FakeBackend : ICommandLog, IDecidedStore, IBackendHealth, IRaftReport
{
    private readonly Lock _gate = new();

    public event Action<CommandEnvelope, CommandResult>? Applied;

    public event Action? Replaced;

    /// <summary>What was submitted and applied, in order.</summary>
    public List<CommandEnvelope> Submitted { get; } = [];

    /// <summary>Thrown instead of applying the next command.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>Thrown instead of applying any command.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Runs before each command, with the token of its caller.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    /// <summary>What the health check says; null when it is well.</summary>
    public string? Sickness { get; set; }

    public int Checks { get; private set; }

    public RaftStatus? Status { get; set; }

    public DecidedState Current { get; set; } = DecidedState.Empty;

    public IReadOnlyList<string> HealthyMembers { get; set; } = [];

    public bool TakesWrites => Sickness is null;

    public string Description => "/data/ham4db.sqlite3";

    public string Address => Description;

    public async ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
    {
        if (Before is { } before)
        {
            await before(cancellationToken);
        }

        lock (_gate)
        {
            if ((NextFailure ?? Refusal) is { } failure)
            {
                NextFailure = null;
                throw failure;
            }

            var outcome = Decision.Apply(Current, command);
            Current = outcome.State;
            Submitted.Add(command);
            Applied?.Invoke(command, outcome.Result);
            return outcome.Result;
        }
    }

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        Checks++;
        return Sickness is null ? Task.CompletedTask : throw new IOException(Sickness);
    }

    public void Replace(DecidedState state)
    {
        Current = state;
        Replaced?.Invoke();
    }
}
