namespace Ham4db.Client.Cli.Output;

/// <summary>What a standard stream is attached to, and what may be written there because of it.</summary>
internal sealed class Terminal
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private readonly Func<(int Width, int Height)> _size;

    private Terminal(bool isInteractive, bool canRedraw, bool hasColours, Func<(int Width, int Height)> size)
        => (IsInteractive, CanRedraw, HasColours, _size) = (isInteractive, canRedraw, hasColours, size);

    /// <summary>A pipe or a file: what is written there is read by programs.</summary>
    public static Terminal None { get; } = new(false, false, false, () => (0, 0));

    /// <summary>Whether a person is likely to look.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether lines may be erased and written again.</summary>
    public bool CanRedraw { get; }

    /// <summary>Whether colours may be written.</summary>
    public bool HasColours { get; }

    /// <summary>Columns at this moment; no limit where there is no terminal.</summary>
    public int Width => !IsInteractive ? int.MaxValue : _size().Width is > 0 and var width ? width : UsualWidth;

    /// <summary>Lines at this moment; no limit where there is no terminal.</summary>
    public int Height => !IsInteractive ? int.MaxValue : _size().Height is > 0 and var height ? height : UsualHeight;

    /// <summary>Decides what a stream takes.</summary>
    /// <param name="isTerminal">Whether the stream is a terminal at all.</param>
    /// <param name="variables">The environment. <c>NO_COLOR</c>, not empty, forbids colours; <c>TERM</c>, unset or <c>dumb</c>, forbids those and redrawing.</param>
    /// <param name="size">Columns and lines at the moment of the call; 0 where unknown.</param>
    public static Terminal Of(bool isTerminal, IReadOnlyDictionary<string, string> variables, Func<(int Width, int Height)> size)
    {
        if (!isTerminal)
        {
            return None;
        }

        var canRedraw = variables.GetValueOrDefault("TERM") is not (null or "" or "dumb");
        var hasColours = canRedraw && string.IsNullOrEmpty(variables.GetValueOrDefault("NO_COLOR"));
        return new Terminal(isInteractive: true, canRedraw, hasColours, size);
    }
}
