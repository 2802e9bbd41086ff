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

        Environment (each also as ORCHESTRATOR_...; /etc/profile.d/ham4db-client.sh may set them):
          HAM4DB_API               endpoints of all nodes, separated by spaces; default http://localhost:3000
          HAM4DB_INSTANCE          instance, when -i is not given
          HAM4DB_AUTH_USER, HAM4DB_AUTH_PASSWORD
                                   basic authentication
          HAM4DB_AUTH_USER_HEADER  Name:value, sent as a header

        Exit codes: 0 done, 1 the server refused or failed, 2 wrong usage, 3 no leader,
          4 outcome unknown (the change may have been made: look first), 5 timed out, 130 interrupted.

        """;

    /// <summary>Everything: commands by group with an example each, options, environment, exit codes.</summary>
    public static string All()
    {
        var text = new StringBuilder(Head);
        foreach (var group in Catalog.All.GroupBy(command => command.Group))
        {
            text.Append('\n').Append(group.Key).Append(":\n");
            foreach (var command in group)
            {
                AppendEntry(text, string.Join(", ", command.OtherNames.Prepend(command.Name)), command.Summary);
                AppendEntry(text, string.Empty, $"$ {command.Example}");
            }
        }

        text.Append("\nOptions (long names with one dash or two, values after a space or =):\n");
        AppendOptions(text, Options.All);
        return text.Append(Foot).ToString();
    }

    /// <summary>One command.</summary>
    public static string Of(Command command)
    {
        var text = new StringBuilder($"{command.Name}: {command.Summary}\n\nUsage: {command.Usage}\n");
        if (command.OtherNames.Count > 0)
        {
            text.Append($"Also:  {string.Join(", ", command.OtherNames)}\n");
        }

        text.Append($"\nExample:\n  $ {command.Example}\n");
        var options = command.Inputs.SelectMany(input => new[] { input.Option, input.Alternative }).OfType<Option>().Distinct().ToList();
        if (options.Count > 0)
        {
            text.Append("\nOptions that give the same as words:\n");
            AppendOptions(text, options);
        }

        return text.Append("\nOptions of every command, environment and exit codes: ham4db-client help\n").ToString();
    }

    private static void AppendOptions(StringBuilder text, IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            var letters = string.Concat(option.Letters.Select(letter => $"-{letter}, "));
            AppendEntry(text, $"{letters}--{option.Name}{(option.TakesValue ? $" {option.Placeholder}" : string.Empty)}", option.Summary);
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
