using System.Globalization;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Arguments;

/// <summary>Gathers a command's inputs: options first, then words in the order of the inputs, then the environment.</summary>
internal static class CallReader
{
    private const int MySqlPort = 3306;

    /// <summary>Gathers and checks the inputs of <paramref name="command"/>.</summary>
    /// <remarks>Options that the command does not use are ignored, as the shell scripts do: wrappers pass them to every command.</remarks>
    /// <exception cref="UsageException">An input is missing or wrong, or a word is left over.</exception>
    public static Call Read(Command command, CommandLine line, Settings settings, IReadOnlyList<Endpoint> endpoints, string userName)
    {
        var defaultPort = ReadDefaultPort(line);
        var given = new Dictionary<Input, Given>();
        AddOptions(command, line, given);
        AddWords(command, line.Words, given);
        AddVariable(command, settings, given);

        if (command.Required.FirstOrDefault(input => !given.ContainsKey(input)) is { } missing)
        {
            throw new UsageException($"{missing.Name} must be provided for {command.Name}{Ways(missing)}, for example: {command.Example}");
        }

        foreach (var (input, (value, isInstance)) in given)
        {
            var check = isInstance ? input.CheckAsInstance ?? input.Check : input.Check;
            if (check(value, defaultPort) is { } wrong)
            {
                throw new UsageException(wrong);
            }
        }

        return new Call(given.ToDictionary(entry => entry.Key, entry => entry.Value.Value), defaultPort, userName, endpoints);
    }

    private static void AddOptions(Command command, CommandLine line, Dictionary<Input, Given> given)
    {
        foreach (var input in command.Inputs)
        {
            if (input.Option is { } option && line[option] is { } value && (!string.IsNullOrWhiteSpace(value) || input.MayBeEmpty))
            {
                given[input] = new Given(value, IsInstance: false);
            }
            else if (input.Alternative is { } alternative && line[alternative] is { } instance && !string.IsNullOrWhiteSpace(instance))
            {
                given[input] = new Given(instance, IsInstance: true);
            }
        }
    }

    private static void AddWords(Command command, IReadOnlyList<string> words, Dictionary<Input, Given> given)
    {
        var open = new Queue<Input>(command.Inputs.Where(input => !given.ContainsKey(input)));
        foreach (var word in words)
        {
            if (!open.TryDequeue(out var input))
            {
                throw new UsageException($"unexpected argument \"{word}\" for {command.Name}; usage: {command.Usage}");
            }

            if (!string.IsNullOrWhiteSpace(word) || input.MayBeEmpty)
            {
                given[input] = new Given(word, IsInstance: false);
            }
        }
    }

    private static void AddVariable(Command command, Settings settings, Dictionary<Input, Given> given)
    {
        if (settings.Find("INSTANCE") is not { } instance)
        {
            return;
        }

        foreach (var input in command.Inputs.Where(input => input.DefaultsToInstanceVariable && !given.ContainsKey(input)))
        {
            given[input] = new Given(instance, IsInstance: true);
        }
    }

    private static int ReadDefaultPort(CommandLine line)
    {
        if (line[Options.DefaultPort] is not { Length: > 0 } text)
        {
            return MySqlPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new UsageException($"default port \"{text}\" is no port: write -D with a number from 1 to 65535");
    }

    private static string Ways(Input input)
        => input.Option is null
            ? string.Empty
            : $" ({string.Join(", ", new[] { input.Option, input.Alternative }.OfType<Option>().Select(option => $"{option.Shown} {input.Placeholder}"))}"
                + (input.DefaultsToInstanceVariable ? " or HAM4DB_INSTANCE)" : ")");

    private sealed record Given(string Value, bool IsInstance);
}
