using System.Text;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Output;

/// <summary>Help, made from the command model.</summary>
internal static class HelpText
{
    private const string Head = """
        ham4db-client: asks a Ham4db, ham4db or orchestrator cluster, and follows its leader.

        Usage: ham4db-client COMMAND [ARGUMENT...] [OPTION...]
               ham4db-client -c COMMAND [OPTION...]         as the shell scripts have it
               ham4db-client help COMMAND                   one command with its arguments

        """;

    private const string Foot = """

        Exit codes: 0 done, 1 the server refused or failed, 2 wrong usage, 3 no leader,
          4 outcome unknown (the change may have been made: look first), 5 timed out, 130 interrupted, 141 nobody reads
          the output any more, 143 ended by a signal.

        """;

    /// <summary>Everything: commands by group with an example each, options, environment, exit codes.</summary>
    public static string All(Dialect dialect)
    {
        var text = new StringBuilder(dialect.Speak(Head));
        foreach (var group in Catalog.All.GroupBy(command => command.Group))
        {
            text.Append('\n').Append(Title(group.Key)).Append(":\n");
            foreach (var command in group)
            {
                AppendEntry(text, string.Join(", ", command.OtherNames.Prepend(command.Name)), command.Summary);
                AppendEntry(text, string.Empty, $"$ {dialect.Speak(command.Example)}");
            }
        }

        text.Append("\nOptions (long names with one dash or two, values after a space or =):\n");
        AppendOptions(text, Options.All, dialect);
        AppendEnvironment(text, dialect);
        return text.Append(Foot).ToString();
    }

    /// <summary>One command.</summary>
    public static string Of(Command command, Dialect dialect)
    {
        var text = new StringBuilder($"{command.Name}: {command.Summary}\n\nUsage: {dialect.Speak(command.Usage)}\n");
        if (command.OtherNames.Count > 0)
        {
            text.Append($"Also:  {string.Join(", ", command.OtherNames)}\n");
        }

        text.Append($"\nExample:\n  $ {dialect.Speak(command.Example)}\n");
        var options = command.Inputs.SelectMany(input => new[] { input.Option, input.Alternative }).OfType<Option>().Distinct().ToList();
        if (options.Count > 0)
        {
            text.Append("\nOptions that give the same as words:\n");
            AppendOptions(text, options, dialect);
        }

        return text.Append($"\nOptions of every command, environment and exit codes: {dialect.ProgramName} help\n").ToString();
    }

    /// <summary>The heading of a group.</summary>
    public static string Title(CommandGroup group) => group switch
    {
        CommandGroup.Pools => "Pools and key-value stores",
        CommandGroup.Downtime => "Downtime, maintenance, promotion",
        CommandGroup.Gtid => "GTID and binary logs",
        CommandGroup.Raft => "Nodes of the service",
        _ => group.ToString(),
    };

    private static void AppendEnvironment(StringBuilder text, Dialect dialect)
    {
        text.Append(dialect.Speak("\nEnvironment (each also as ORCHESTRATOR_...; /etc/profile.d/ham4db-client.sh may set them):\n"));
        foreach (var (name, meaning) in Reference.Variables)
        {
            AppendEntry(text, dialect.Speak(name), meaning);
        }
    }

    private static void AppendOptions(StringBuilder text, IEnumerable<Option> options, Dialect dialect)
    {
        foreach (var option in options)
        {
            var letters = string.Concat(option.Letters.Select(letter => $"-{letter}, "));
            AppendEntry(text, $"{letters}--{option.Name}{(option.TakesValue ? $" {option.Placeholder}" : string.Empty)}", dialect.Speak(option.Summary));
        }
    }

    private static void AppendEntry(StringBuilder text, string name, string summary)
    {
        const int column = 38;
        text.Append("  ").Append(name);
        if (name.Length > column - 4)
        {
            text.Append('\n').Append(' ', column);
        }
        else
        {
            text.Append(' ', column - 2 - name.Length);
        }

        text.Append(summary).Append('\n');
    }
}
