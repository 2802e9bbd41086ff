using System.Globalization;

namespace Ham4db.Client.Cli.Output;

/// <summary>Says on a terminal what a call waits for, once that takes over a second, and takes it away at the end.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Printer _printer;
    private readonly Terminal _terminal;
    private readonly CallTracker _tracker;
    private readonly string _command;
    private readonly int _nodes;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private bool _hasEnded;

    /// <param name="printer">Where it is shown.</param>
    /// <param name="terminal">What standard error is attached to; nothing is shown where lines cannot be redrawn.</param>
    /// <param name="tracker">Where the call is.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="nodes">How many nodes are configured.</param>
    /// <param name="clock">The clock.</param>
    public Progress(Printer printer, Terminal terminal, CallTracker tracker, string command, int nodes, TimeProvider clock)
    {
        (_printer, _terminal, _tracker, _command, _nodes, _clock) = (printer, terminal, tracker, command, nodes, clock);
        _began = clock.GetTimestamp();
        _timer = terminal.CanRedraw ? clock.CreateTimer(static progress => ((Progress)progress!).Show(), this, Patience, Tick) : null;
    }

    /// <summary>What is shown after some time.</summary>
    internal static string Describe(string command, int nodes, Uri? asked, string? trouble, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var what = (asked, trouble) switch
        {
            ({ } node, _) => $"waiting for the reply of {command} from {node.GetLeftPart(UriPartial.Authority)}",
            (null, { } reason) => $"trying {command} again, since {reason}",
            _ => $"asking {nodes} {(nodes == 1 ? "node" : "nodes")} for the leader",
        };
        return $"{what} ({seconds} s)...";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        _timer?.Dispose();
        _printer.EndMoment();
    }

    private void Show()
    {
        var text = Describe(_command, _nodes, _tracker.Asked, _tracker.Trouble, _clock.GetElapsedTime(_began));

        // A line that breaks could not be erased.
        var room = Math.Max(1, _terminal.Width - 1);
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _printer.ShowMoment(_terminal.Paint(Colour.Faint, text.Length > room ? text[..room] : text));
            }
        }
    }
}
