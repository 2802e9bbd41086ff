using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Completion;

/// <summary>A command line that is being typed: what stands before the cursor, and what could come there.</summary>
/// <remarks>Pure: what only a server knows is named by its kind, and asked for elsewhere.</remarks>
internal sealed record HalfLine
{
    private HalfLine(CommandLine line, Option? awaiting, string current) => (Line, Awaiting, Current) = (line, awaiting, current);

    /// <summary>The words before the cursor, taken apart.</summary>
    public CommandLine Line { get; }

    /// <summary>The option whose value the word at the cursor is; null when the word stands for itself.</summary>
    public Option? Awaiting { get; }

    /// <summary>The word at the cursor, as far as it is typed.</summary>
    public string Current { get; }

    /// <summary>Takes apart what is typed.</summary>
    /// <param name="words">The words before the one at the cursor, the program's name not among them.</param>
    /// <param name="current">The word at the cursor, up to the cursor.</param>
    /// <exception cref="UsageException">One of the words is no option.</exception>
    public static HalfLine Read(IReadOnlyList<string> words, string current)
    {
        if (words is [.., var last] && CommandLine.Find(last) is { TakesValue: true } awaiting)
        {
            return new HalfLine(CommandLine.Read([.. words.SkipLast(1)]), awaiting, current);
        }

        var line = CommandLine.Read(words);
        return current.StartsWith('-') && current.IndexOf('=') is > 0 and var equals && CommandLine.Find(current[..equals]) is { TakesValue: true } assigned
            ? new HalfLine(line, assigned, current[(equals + 1)..]) { Before = current[..(equals + 1)] }
            : new HalfLine(line, null, current);
    }

    /// <summary>What belongs to the same word and stays: the option of <c>--option=value</c>.</summary>
    public string Before { get; private init; } = string.Empty;

    /// <summary>What the program itself knows to stand at the cursor.</summary>
    public IEnumerable<Candidate> Candidates()
    {
        if (Awaiting == Options.Command || (Awaiting is null && Line.CommandName is null && !Current.StartsWith('-')))
        {
            return CommandNames();
        }

        if (Awaiting is null && Current.StartsWith('-'))
        {
            return Options.All.Select(option => new Candidate($"--{option.Name}", option.Summary));
        }

        if (Awaiting == Options.Output)
        {
            return Enum.GetNames<OutputForm>().Select(form => new Candidate(form.ToLowerInvariant()));
        }

        return Awaiting is null && IsTopic ? CommandNames() : Choices.Of(Wanted?.Placeholder ?? Awaiting?.Placeholder, Kind);
    }

    /// <summary>What the values at the cursor are; null when nothing is known of them.</summary>
    public InputKind? Kind
    {
        get
        {
            if (Awaiting is not { } option)
            {
                return Current.StartsWith('-') ? null : Wanted?.Kind;
            }

            // Options stand before the command, too; and of a command that does not use one, as wrappers write them.
            return Command?.Inputs.FirstOrDefault(input => input.Option == option)?.Kind
                ?? (option == Options.Instance || option == Options.Destination ? InputKind.Instance
                    : Catalog.All.SelectMany(each => each.Inputs).FirstOrDefault(input => input.Option == option)?.Kind);
        }
    }

    /// <summary>Whether the word at the cursor names a context.</summary>
    public bool NamesContext => (Awaiting ?? (Current.StartsWith('-') ? null : Wanted?.Option)) == Options.Context;

    private Command? Command => Line.CommandName is { } name ? Catalog.Find(name) : null;

    private bool IsTopic => Command == GeneralCommands.Help && Line.Words.Count == 0;

    /// <summary>The input that the next word fills.</summary>
    private Input? Wanted => Awaiting is null
        ? Command?.Inputs
            .Where(input => !(input.Option is { } option && Line.Has(option)) && !(input.Alternative is { } alternative && Line.Has(alternative)))
            .ElementAtOrDefault(Line.Words.Count)
        : null;

    /// <summary>The names of help; the others when one is being typed, since they would fill a screen.</summary>
    private IEnumerable<Candidate> CommandNames()
        => Catalog.All.SelectMany(command => (Current.Length == 0 ? [command.Name] : command.Names).Select(name => new Candidate(name, command.Summary)));
}
