using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Connection;

/// <summary>The context that a command uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Context">What it says.</param>
internal sealed record ChosenContext(string Name, Context Context)
{
    /// <summary>
    /// Decides which context counts: that of <c>--context</c>; else, unless <c>-U</c> names endpoints, that of <c>HAM4DB_CONTEXT</c>; else, unless the
    /// environment names endpoints, the current one.
    /// </summary>
    /// <param name="line">The arguments.</param>
    /// <param name="settings">The environment and the profile.</param>
    /// <param name="variables">The environment, which says where the file is.</param>
    /// <returns>Null when none counts.</returns>
    /// <exception cref="UsageException">There is no context of that name, or the file cannot be used.</exception>
    public static ChosenContext? Read(CommandLine line, Settings settings, IReadOnlyDictionary<string, string> variables)
    {
        var hasEndpoints = !string.IsNullOrEmpty(line[Options.Api]);
        if (line[Options.Context] is { Length: > 0 } asked)
        {
            return Get(asked, "--context", variables);
        }

        if (hasEndpoints)
        {
            return null;
        }

        if (settings.Find("CONTEXT") is { } named)
        {
            return Get(named, "HAM4DB_CONTEXT", variables);
        }

        if (settings.Find("API") is not null || ContextFile.Find(variables) is not { } file)
        {
            return null;
        }

        var book = file.Read();
        return book.Current is { } current ? Get(book, file, current, "the current one") : null;
    }

    /// <summary>Finds a context in a book.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static ChosenContext Get(ContextBook book, ContextFile file, string name, string source)
    {
        if (book.Contexts.TryGetValue(name, out var context))
        {
            return new ChosenContext(name, context);
        }

        var hint = Nearest.To(name, book.Contexts.Keys) is { } nearest ? $"did you mean {nearest}?"
            : book.Contexts.Count > 0 ? $"there are {string.Join(", ", book.Contexts.Keys.Order(StringComparer.Ordinal))}"
            : $"there are none; \"{Program.Name} contexts add {name} -U URLS\" makes it";
        throw new UsageException($"{file.Path} has no context \"{name}\" ({source}): {hint}");
    }

    private static ChosenContext Get(string name, string source, IReadOnlyDictionary<string, string> variables)
        => ContextFile.Find(variables) is { } file
            ? Get(file.Read(), file, name, source)
            : throw new UsageException($"context \"{name}\" ({source}) is in no file: set HOME or XDG_CONFIG_HOME");
}
