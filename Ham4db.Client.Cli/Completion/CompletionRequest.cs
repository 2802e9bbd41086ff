using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Completion;

/// <summary>
/// What the shells' scripts ask: <c>complete =CURRENT WORD...</c>, the word at the cursor first, since some shells drop an empty last argument. The
/// answer is one candidate a line, with a tab before its summary.
/// </summary>
/// <param name="words">The words before the one at the cursor.</param>
/// <param name="current">The word at the cursor, up to the cursor.</param>
internal sealed class CompletionRequest(IReadOnlyList<string> words, string current)
{
    private const string Name = "complete";

    /// <summary>How long a person waits for a Tab without noticing; <c>--timeout</c> on the line allows more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    /// <summary>Reads the request; null when the arguments are none.</summary>
    public static CompletionRequest? Read(IReadOnlyList<string> arguments)
        => arguments is [Name, ['=', ..] current, ..] ? new CompletionRequest([.. arguments.Skip(2)], current[1..]) : null;

    /// <summary>Finds the candidates.</summary>
    /// <returns>Their lines; empty when there are none or whatever went wrong, since a person who presses Tab wants no message.</returns>
    public async Task<string> AnswerAsync(Shell shell, CancellationToken interrupted)
    {
        try
        {
            var line = HalfLine.Read(words, current);
            var live = line.NamesContext ? ReadContexts(shell)
                : line.Kind is { } kind && LiveValues.Know(kind) ? await AskAsync(line.Line, kind, shell, interrupted).ConfigureAwait(false)
                : [];
            var (before, typed) = line.Kind == InputKind.Instances ? SplitList(line) : (line.Before, line.Current);
            return string.Concat(line.Candidates().Concat(live)
                .Where(candidate => candidate.Value.StartsWith(typed, StringComparison.Ordinal))
                .Select(candidate => $"{before}{candidate.Value}{(candidate.Summary is null ? string.Empty : $"\t{candidate.Summary}")}\n"));
        }
        catch (Exception)
        {
            return string.Empty;
        }
    }

    private static IEnumerable<Candidate> ReadContexts(Shell shell)
        => ContextFile.Find(shell.Variables)?.Read().Contexts.Select(context => new Candidate(context.Key, string.Join(' ', context.Value.Endpoints))) ?? [];

    private static async Task<IEnumerable<Candidate>> AskAsync(CommandLine line, InputKind kind, Shell shell, CancellationToken interrupted)
    {
        var settings = Settings.Read(shell);
        var server = Server.Read(line, settings, ChosenContext.Read(line, settings, shell.Variables), Longest);
        var client = Ham4dbClient.Create(server.ToOptions(), null, shell.Clock);
        await using (client.ConfigureAwait(false))
        {
            return await LiveValues.AskAsync(client, kind, interrupted).ConfigureAwait(false);
        }
    }

    /// <summary>The elements of a list that are there, and the one that is being typed.</summary>
    private static (string Before, string Typed) SplitList(HalfLine line)
    {
        var start = line.Current.LastIndexOf(',') + 1;
        return (line.Before + line.Current[..start], line.Current[start..]);
    }
}
