using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli;

/// <summary>A command whose inputs are right, on its way.</summary>
/// <param name="Command">The command.</param>
/// <param name="Call">Its inputs.</param>
/// <param name="Server">Whom it asks.</param>
/// <param name="Tracker">How far it is.</param>
internal sealed record RunningCommand(Command Command, Call Call, Server Server, CallTracker Tracker)
{
    /// <summary>What is asked instead of making the change; null when it is made.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>Whether it was confirmed, where that was asked for.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What to say when it is interrupted now: above all, whether a change may have been made.</summary>
    public string DescribeInterruption()
        => !Command.IsChange || Rehearsal is not null ? "interrupted"
            : MayHaveSent ? $"interrupted: {Command.Name} may have been carried out; look before you repeat it"
            : $"interrupted before {Command.Name} was sent; nothing was changed";

    /// <summary>A node that is named is asked without a leader to be found first.</summary>
    private bool MayHaveSent => HasBegun && (Tracker.HasAsked || Call.NamesNode);
}
