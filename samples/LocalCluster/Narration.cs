using Spectre.Console;

namespace Ham4db.Samples.LocalCluster;

/// <summary>Tells on the console what happens, as it happens. Without colours when the output is no terminal or <c>NO_COLOR</c> is set.</summary>
internal sealed class Narration
{
    /// <summary>Wide enough that nothing is wrapped: a command to copy must stay in one piece.</summary>
    private const int Width = 400;

    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly IAnsiConsole _console;
    private readonly Lock _gate = new();

    public Narration(TimeProvider time)
    {
        _time = time;
        _began = time.GetTimestamp();
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        _console.Profile.Width = Width;
    }

    /// <summary>Whether the console shows more than ASCII.</summary>
    public bool Unicode => _console.Profile.Capabilities.Unicode;

    /// <summary>Begins a part of the story.</summary>
    public void Part(string title) => Write($"\n[bold]{title.EscapeMarkup()}[/]\n");

    /// <summary>Tells one thing that happened.</summary>
    /// <param name="subject">Who or what, up to ten characters, for example <c>node 1</c>.</param>
    /// <param name="text">What happened.</param>
    /// <param name="mood">How to colour it.</param>
    public void Say(string subject, string text, Mood mood = Mood.Plain)
    {
        var colour = mood switch
        {
            Mood.Good => "green",
            Mood.Bad => "red",
            Mood.Leader => "yellow",
            _ => "default",
        };
        var elapsed = _time.GetElapsedTime(_began).TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        Write($"[grey]{elapsed,6} s[/]  [blue]{subject.EscapeMarkup(),-10}[/] [{colour}]{text.EscapeMarkup()}[/]\n");
    }

    /// <summary>Shows lines exactly as they are.</summary>
    public void Show(IEnumerable<string> lines)
        => Write(string.Concat(lines.Select(line => $"          {line.EscapeMarkup()}\n")));

    /// <summary>Shows commands to copy: at the left edge, nothing before them.</summary>
    public void Commands(IEnumerable<(string What, string Command)> commands)
        => Write(string.Concat(commands.Select(entry => $"[grey]# {entry.What.EscapeMarkup()}[/]\n[bold]{entry.Command.EscapeMarkup()}[/]\n\n")));

    /// <summary>Shows two columns.</summary>
    public void Summary(IEnumerable<(string What, string Value)> rows)
    {
        var table = new Table { Border = Unicode ? TableBorder.Rounded : TableBorder.Ascii, ShowHeaders = false };
        table.AddColumn("what").AddColumn("value");
        foreach (var (what, value) in rows)
        {
            table.AddRow(what.EscapeMarkup(), $"[bold]{value.EscapeMarkup()}[/]");
        }

        lock (_gate)
        {
            _console.Write(table);
        }
    }

    private void Write(string markup)
    {
        lock (_gate)
        {
            _console.Markup(markup);
        }
    }
}
