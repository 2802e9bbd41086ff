using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Named sets of endpoints and credentials.</summary>
internal static class ContextCommands
{
    private const string Actions = "list, add, use, show and remove";

    private static readonly Input Action = new("action", "list|add|use|show|remove", null, InputKind.Text);
    private static readonly Input Name = new("name", "NAME", Options.Context, InputKind.Text);

    public static readonly Command Contexts = new LocalCommand
    {
        Name = "contexts",
        Group = CommandGroup.General,
        Summary = "named endpoints and credentials in a file that is yours alone: lists, adds (with -U, -b, ...), chooses, shows or removes them",
        ExampleArguments = "add east -U \"http://db-1:3000 http://db-2:3000\" -b bob",
        Optional = [Action, Name],
        Run = RunAsync,
    };

    private static async Task<Answer> RunAsync(Workplace place, CancellationToken interrupted)
    {
        var file = ContextFile.Find(place.Variables) ?? throw new UsageException("there is no place for contexts: set HOME or XDG_CONFIG_HOME");
        var name = place.Call.Find(Name);
        switch (place.Call.Find(Action) ?? "list")
        {
            case "list" when name is null:
                return ContextText.List(file.Read());
            case "show":
                return Show(file, name);
            case "add":
                var (added, context) = await NewContext.ReadAsync(place, Required(name, "add"), interrupted).ConfigureAwait(false);
                return Add(file, added, context);
            case "use":
                return Use(file, Required(name, "use"));
            case "remove":
                return Remove(file, Required(name, "remove"));
            case "list":
                throw new UsageException($"contexts list takes no name: write {Program.Name} contexts show {name}");
            case var other:
                var hint = Nearest.To(other, ["list", "add", "use", "show", "remove"]) is { } nearest ? $"did you mean {nearest}?" : $"there are {Actions}";
                throw new UsageException($"contexts cannot \"{other}\": {hint}");
        }
    }

    private static Answer Show(ContextFile file, string? name)
    {
        var book = file.Read();
        var wanted = name ?? book.Current
            ?? throw new UsageException($"no context is current: write {Program.Name} contexts show NAME, or choose one with {Program.Name} contexts use NAME");
        return ContextText.Show(ChosenContext.Get(book, file, wanted, "contexts show"), book.Current == wanted);
    }

    private static Answer Add(ContextFile file, string name, Context context)
    {
        var book = file.Read();
        file.Write(book with { Contexts = new SortedDictionary<string, Context>(new Dictionary<string, Context>(book.Contexts) { [name] = context }, StringComparer.Ordinal) });
        return ContextText.Show(new ChosenContext(name, context), book.Current == name);
    }

    private static Answer Use(ContextFile file, string name)
    {
        var book = file.Read();
        var chosen = ChosenContext.Get(book, file, name, "contexts use");
        file.Write(book with { Current = name });
        return ContextText.Show(chosen, isCurrent: true);
    }

    private static Answer Remove(ContextFile file, string name)
    {
        var book = file.Read();
        var removed = ChosenContext.Get(book, file, name, "contexts remove");
        file.Write(new ContextBook
        {
            Current = book.Current == name ? null : book.Current,
            Contexts = new SortedDictionary<string, Context>(book.Contexts.Where(entry => entry.Key != name).ToDictionary(), StringComparer.Ordinal),
        });
        return ContextText.Show(removed, isCurrent: false);
    }

    private static string Required(string? name, string action)
        => name ?? throw new UsageException($"name must be provided for contexts {action}, for example: {Program.Name} contexts {action} east{(action == "add" ? " -U http://db-1:3000" : string.Empty)}");
}
