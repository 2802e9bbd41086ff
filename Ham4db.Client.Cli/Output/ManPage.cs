using System.Text;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Output;

/// <summary>The manual page, made from the command model, in the <c>man</c> macros that every formatter knows.</summary>
internal static class ManPage
{
    private const string Description = """
        Asks a Ham4db, ham4db or orchestrator cluster, and follows its leader. All configured nodes are asked at once who leads, so that dead or silent
        ones cost next to nothing; what a change of leader interrupted is repeated when that is safe. A change is never silently made twice.
        """;

    private const string Scripts = """
        It takes the place of the shell scripts of the same names: their commands, options, variables and text output. Words after the command fill its
        inputs in the order shown, leaving out those that options give.
        """;

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append($".TH HAM4DB\\-CLIENT 1 \"\" \"{Program.Name} {Program.Version}\" \"User Commands\"\n");
        page.Append(".SH NAME\nham4db\\-client, orchestrator\\-client \\- command line of a Ham4db or orchestrator cluster\n");
        page.Append(".SH SYNOPSIS\n");
        foreach (var form in new[] { "COMMAND [ARGUMENT...] [OPTION...]", "-c COMMAND [OPTION...]", "help [COMMAND]" })
        {
            page.Append(page.ToString().EndsWith("SYNOPSIS\n", StringComparison.Ordinal) ? string.Empty : ".br\n").Append($".B ham4db\\-client\n{Escape(form)}\n");
        }

        page.Append($".SH DESCRIPTION\n{Escape(Description)}\n.PP\n{Escape(Scripts)}\n.SH COMMANDS\n");
        foreach (var group in Catalog.All.GroupBy(command => command.Group))
        {
            page.Append($".SS {Escape(HelpText.Title(group.Key))}\n");
            foreach (var command in group)
            {
                Append(page, command);
            }
        }

        page.Append(".SH OPTIONS\nLong names are taken with one dash or two, values after a space or an equals sign.\n");
        foreach (var option in Options.All)
        {
            AppendEntry(page, Spelling(option), option.Summary);
        }

        page.Append(".SH ENVIRONMENT\nEach is also read as ORCHESTRATOR_...\n");
        foreach (var (name, meaning) in Reference.Variables)
        {
            AppendEntry(page, name, meaning);
        }

        page.Append(".SH FILES\n");
        AppendEntry(page, "/etc/profile.d/ham4db-client.sh", "sets these variables for every run; where it does not exist, /etc/profile.d/orchestrator-client.sh");
        page.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in Reference.ExitCodes)
        {
            AppendEntry(page, code, meaning);
        }

        page.Append(".SH EXAMPLES\n.EX\n");
        page.Append("export HAM4DB_API=\"http://db\\-1:3000 http://db\\-2:3000 http://db\\-3:3000\"\n");
        foreach (var command in Catalog.All.Where(command => command.Name is "topology" or "which-master" or "begin-downtime"))
        {
            page.Append(Escape(command.Example)).Append('\n');
        }

        return page.Append(".EE\n").ToString();
    }

    private static void Append(StringBuilder page, Command command)
    {
        AppendEntry(page, command.Usage[(Program.Name.Length + 1)..], command.Summary);
        if (command.OtherNames.Count > 0)
        {
            page.Append($".br\nAlso: {Escape(string.Join(", ", command.OtherNames))}.\n");
        }
    }

    private static void AppendEntry(StringBuilder page, string name, string meaning) => page.Append($".TP\n.B {Escape(name)}\n{Escape(meaning)}\n");

    private static string Spelling(Option option)
        => $"{string.Concat(option.Letters.Select(letter => $"-{letter}, "))}--{option.Name}{(option.TakesValue ? $" {option.Placeholder}" : string.Empty)}";

    /// <summary>Text as text: dashes to copy, no escapes, and no request at the start of a line.</summary>
    private static string Escape(string text)
    {
        var escaped = text.ReplaceLineEndings("\n").Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal);
        return escaped.Length > 0 && escaped[0] is '.' or '\'' ? "\\&" + escaped : escaped;
    }
}
