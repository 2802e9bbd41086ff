using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli;

/// <summary>Lets a person look again before something is taken away that cannot simply be put back.</summary>
internal static class Confirmation
{
    /// <summary>What is asked, with everything that is about to be sent, and to whom.</summary>
    public static string Describe(Command command, Call call, Server server, Terminal terminal)
    {
        var nodes = string.Join(' ', server.Endpoints.Select(endpoint => endpoint.Url));
        var lines = command.Inputs
            .SelectMany(input => call.Given.Where(given => given.Input == input))
            .Select(given => (given.Input.Name, given.Value))
            .Append(("nodes", server.ContextName is { } context ? $"{nodes} (context {context})" : nodes))
            .ToList();
        var width = lines.Max(line => line.Item1.Length);
        return string.Concat(
            $"{terminal.Paint(Colour.Bad, command.Name)} {command.Summary}\n",
            string.Concat(lines.Select(line => $"  {line.Item1.PadRight(width)}  {Shown(line.Item2)}\n")),
            "Do it? [y/N] ");
    }

    /// <summary>Whether an answer is a yes; everything else is a no.</summary>
    public static bool IsYes(string? answer) => answer?.Trim() is { } word && (word.Equals("y", StringComparison.OrdinalIgnoreCase) || word.Equals("yes", StringComparison.OrdinalIgnoreCase));

    private static string Shown(string value) => string.Concat(value.Select(each => char.IsControl(each) ? ' ' : each));
}
