using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Samples.DeployGate;

/// <summary>Reads the command line.</summary>
internal static class GateCommandLine
{
    private const int DefaultPort = 3306;

    private static readonly string[] Options =
        ["--cluster", "--endpoints", "--on", "--wait", "--downtime", "--grace", "--owner", "--reason"];

    /// <summary>Reads options up to <c>--</c>, and the command after it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environmentEndpoints">The nodes to use when <c>--endpoints</c> is not given.</param>
    /// <exception cref="FormatException">The command line is wrong; the message says in one line what to change.</exception>
    public static GateOptions Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> environmentEndpoints)
    {
        var end = arguments.ToList().IndexOf("--");
        var given = Read([.. end < 0 ? arguments : arguments.Take(end)]);
        string? Last(string option) => given[option].LastOrDefault();

        var endpoints = Last("--endpoints") is { } list ? Ham4dbEndpoints.Parse(list) : environmentEndpoints;
        if (endpoints.Count == 0)
        {
            throw new FormatException("no node is named: give --endpoints, or set HAM4DB_API");
        }

        foreach (var endpoint in endpoints)
        {
            Ham4dbEndpoints.Normalize(endpoint);
        }

        string[] command = end < 0 ? [] : [.. arguments.Skip(end + 1)];
        return new GateOptions
        {
            Cluster = Text("--cluster", Last("--cluster") ?? throw new FormatException("--cluster is missing: give the cluster's name, its alias, or host:port of one of its instances")),
            Endpoints = endpoints,
            Scope = Scope(given["--on"]),
            Wait = Time("--wait", Last("--wait") ?? "10m"),
            Downtime = Time("--downtime", Last("--downtime") ?? "10m"),
            Grace = Time("--grace", Last("--grace") ?? "30s"),
            Owner = Text("--owner", Last("--owner") ?? "deploy-gate"),
            Reason = Text("--reason", Last("--reason") ?? "deployment"),
            Command = command.Length > 0 ? command : throw new FormatException("the command to run is missing: give it after --"),
        };
    }

    private static ILookup<string, string> Read(IReadOnlyList<string> words)
    {
        var given = new List<(string Option, string Value)>();
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!Options.Contains(words[i]))
            {
                throw new FormatException($"unknown option {words[i]}; known are {string.Join(", ", Options)}, --help; the command comes after --");
            }

            given.Add((words[i], i + 1 < words.Count ? words[i + 1] : throw new FormatException($"{words[i]} needs a value")));
        }

        return given.ToLookup(entry => entry.Option, entry => entry.Value);
    }

    private static Scope Scope(IEnumerable<string> words)
    {
        var scope = new Scope(Masters: false, Replicas: false, []);
        foreach (var word in words.DefaultIfEmpty("all"))
        {
            scope = word switch
            {
                "all" => scope with { Masters = true, Replicas = true },
                "master" => scope with { Masters = true },
                "replicas" => scope with { Replicas = true },
                _ when word.Contains(':', StringComparison.Ordinal) && InstanceKey.TryParse(word, DefaultPort, out var key) && key.IsValid
                    => scope with { Named = [.. scope.Named, key] },
                _ => throw new FormatException($"--on {word} is neither all, master, replicas nor host:port"),
            };
        }

        return scope;
    }

    private static string Text(string option, string value)
        => string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{option} is empty") : value;

    private static TimeSpan Time(string option, string value)
    {
        var seconds = value.Length < 2 ? 0 : value[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return seconds > 0
            && int.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 100_000
                ? TimeSpan.FromSeconds((double)number * seconds)
                : throw new FormatException($"{option} {value} is no time: give a number from 1 to 100000 and s, m or h, for example 90s");
    }
}
