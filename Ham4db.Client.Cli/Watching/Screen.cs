using System.Runtime.InteropServices;
using System.Text;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Watching;

/// <summary>A terminal's second screen, drawn over in place. At the end the first one is back, with the last picture below what stood there.</summary>
internal sealed class Screen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string EraseToEndOfLine = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly Watchpost _post;
    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private TopologyView? _view;
    private bool _hasLeft;

    public Screen(Watchpost post)
    {
        _post = post;
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Try(LeaveOnce)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Try(LeaveOnce)));
        if (!OperatingSystem.IsWindows())
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Try(Draw)));
        }

        _post.Print(Enter);
    }

    /// <summary>Draws a view over the one before.</summary>
    public void Show(TopologyView view)
    {
        lock (_gate)
        {
            _view = view;
        }

        Draw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        LeaveOnce();
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (CommandFailedException)
        {
            // The terminal is gone: whoever draws the next picture ends because of it.
        }
    }

    /// <summary>Writes the whole picture at once and erases only what is left over, so that nothing flickers.</summary>
    private void Draw()
    {
        lock (_gate)
        {
            if (_view is null || _hasLeft)
            {
                return;
            }

            // One column is left free: what erases the rest of a full line would take its last character on some terminals.
            var lines = Lines(Math.Max(1, _post.Terminal.Width - 1), _post.Terminal.Height);
            var text = new StringBuilder(Home);
            text.AppendJoin($"{EraseToEndOfLine}\r\n", lines).Append(EraseToEndOfLine).Append(EraseBelow);
            _post.Print(text.ToString());
        }
    }

    private void LeaveOnce()
    {
        lock (_gate)
        {
            if (!_hasLeft)
            {
                _hasLeft = true;
                _post.Print(Leave + (_view is null ? string.Empty : string.Concat(Lines(int.MaxValue, int.MaxValue).Select(line => line + "\n"))));
            }
        }
    }

    private IReadOnlyList<string> Lines(int columns, int rows)
        => Picture.Lines(_view!, _post.Clock.GetUtcNow(), _post.Clock.LocalTimeZone, columns, rows, _post.Terminal);
}
