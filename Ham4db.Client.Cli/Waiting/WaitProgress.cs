using System.Globalization;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Waiting;

/// <summary>Says on a terminal what is waited for, once that takes over a second, and takes it away at the end.</summary>
internal sealed class WaitProgress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Watchpost _post;
    private readonly string _what;
    private readonly long _began;
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private bool _hasEnded;

    /// <param name="post">Where it is shown.</param>
    /// <param name="what">What is waited for.</param>
    public WaitProgress(Watchpost post, string what)
    {
        (_post, _what, _began) = (post, what, post.Clock.GetTimestamp());
        _timer = post.ErrorTerminal.CanRedraw ? post.Clock.CreateTimer(static progress => ((WaitProgress)progress!).Show(), this, Patience, Tick) : null;
    }

    /// <summary>What is missing still; null before the first look.</summary>
    public string? Missing { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        _timer?.Dispose();
        _post.EndMoment();
    }

    private void Show()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"waiting for {_what} ({_post.Clock.GetElapsedTime(_began).TotalSeconds:0} s){(Missing is { } missing ? $": {missing}" : string.Empty)}");

        // A line that breaks could not be erased.
        var room = Math.Max(1, _post.ErrorTerminal.Width - 1);
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _post.ShowMoment(_post.ErrorTerminal.Paint(Colour.Faint, text.Length > room ? text[..room] : text));
            }
        }
    }
}
