using System.Globalization;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Arguments;

/// <summary>Something that a command needs to know.</summary>
/// <param name="Name">What messages call it; the shell scripts' word where they have one.</param>
/// <param name="Placeholder">What stands for it in help.</param>
/// <param name="Option">The option that gives it; null when only a word does.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record Input(string Name, string Placeholder, Option? Option, InputKind Kind)
{
    /// <summary>A second option that gives it when the first one does not; null when there is none.</summary>
    public Option? Alternative { get; init; }

    /// <summary>As <see cref="Check"/>, for a value given as an instance: by <see cref="Alternative"/> or by the environment.</summary>
    public Func<string, int, string?>? CheckAsInstance { get; init; }

    /// <summary>Whether <c>HAM4DB_INSTANCE</c> gives it when nothing else does.</summary>
    public bool DefaultsToInstanceVariable { get; init; }

    /// <summary>Whether an empty text is a value.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Says what is wrong with a value, given the default port; null when it is right.</summary>
    public Func<string, int, string?> Check { get; init; } = (_, _) => null;

    /// <summary>A command to tell about. No option gives it: the one of that name chooses what runs.</summary>
    public static readonly Input Topic = new("command", "COMMAND", null, InputKind.Command);

    public static readonly Input Instance = new("instance", "HOST[:PORT]", Options.Instance, InputKind.Instance)
    {
        DefaultsToInstanceVariable = true,
        Check = CheckInstance,
    };

    public static readonly Input Cluster = new("instance|alias", "CLUSTER", Options.Alias, InputKind.Cluster)
    {
        Alternative = Options.Instance,
        DefaultsToInstanceVariable = true,
        Check = CheckHint,
        CheckAsInstance = CheckInstanceHint,
    };

    /// <summary>A cluster to narrow a listing to. The instance variable does not count: nobody asked for it here.</summary>
    public static readonly Input ClusterFilter = Cluster with { DefaultsToInstanceVariable = false };

    /// <summary>The same, for commands of which the shell scripts know <c>-a</c> only and ignore <c>-i</c>.</summary>
    public static readonly Input ClusterFilterByAlias = ClusterFilter with { Alternative = null };

    /// <summary>A second instance: the new master, or the successor.</summary>
    public static readonly Input Destination = new("destination", "DESTINATION[:PORT]", Options.Destination, InputKind.Instance) { Check = CheckInstance };

    public static readonly Input Instances = new("instance", "HOST[:PORT],...", Options.Instance, InputKind.Instances)
    {
        DefaultsToInstanceVariable = true,
        Check = CheckInstances,
    };

    public static readonly Input ClusterName = new("cluster name", "CLUSTER", Options.Instance, InputKind.Cluster);
    public static readonly Input Alias = new("alias", "ALIAS", Options.Alias, InputKind.Text) { MayBeEmpty = true };
    public static readonly Input Text = new("instance", "TEXT", Options.Instance, InputKind.Text) { DefaultsToInstanceVariable = true };
    public static readonly Input Owner = new("owner", "OWNER", Options.Owner, InputKind.Text);
    public static readonly Input Reason = new("reason", "REASON", Options.Reason, InputKind.Text);
    public static readonly Input Duration = new("duration", "DURATION", Options.Duration, InputKind.Duration) { Check = CheckDuration };
    public static readonly Input PromotionRule = new("promotion-rule", "RULE", Options.PromotionRule, InputKind.PromotionRule) { Check = CheckRule };
    public static readonly Input Tag = new("tag", "TAG", Options.Tag, InputKind.Tag);
    public static readonly Input Path = new("path", "PATH", Options.Path, InputKind.Path);

    public static readonly Input Pool = new("pool", "POOL", Options.Pool, InputKind.Pool);
    public static readonly Input Hostname = new("hostname", "HOSTNAME", Options.Hostname, InputKind.Text);

    /// <summary>A node of the service, by a part of its host name.</summary>
    public static readonly Input NodeHint = Hostname with { Kind = InputKind.Node };

    public static readonly Input Binlog = new("binlog", "BINLOG", Options.Binlog, InputKind.Text);
    public static readonly Input Query = new("query", "SQL", Options.Query, InputKind.Text);
    public static readonly Input Pattern = new("pattern", "REGEX", Options.Pattern, InputKind.Text);
    public static readonly Input Uid = new("uid", "UID", Options.Uid, InputKind.Text);
    public static readonly Input Seconds = new("seconds", "SECONDS", Options.Seconds, InputKind.Number) { Check = CheckSeconds };
    public static readonly Input Position = new("position", "POSITION", Options.Position, InputKind.Number) { Check = CheckNumber };
    public static readonly Input Process = new("process", "PROCESS", Options.Process, InputKind.Number) { Check = CheckNumber };
    public static readonly Input Id = new("id", "ID", Options.Id, InputKind.Number) { Check = CheckNumber };
    public static readonly Input Page = new("page", "PAGE", Options.Page, InputKind.Number) { Check = CheckPage };
    public static readonly Input Member = new("member", "MEMBER[:PORT]", Options.Member, InputKind.Node);
    public static readonly Input Node = new("node", "URL", Options.Node, InputKind.Text) { Check = CheckNode };

    private static string? CheckInstance(string text, int defaultPort)
        => InstanceKey.TryParse(text, defaultPort, out _)
            ? null
            : $"\"{text}\" is no instance: write host or host:port, the port a number from 1 to 65535";

    private static string? CheckInstances(string text, int defaultPort)
        => Call.Split(text) is { Length: > 0 } instances
            ? instances.Select(instance => CheckInstance(instance, defaultPort)).FirstOrDefault(wrong => wrong is not null)
            : $"\"{text}\" names no instance: write host:port,host:port";

    private static string? CheckSeconds(string text, int defaultPort)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"\"{text}\" is no number of seconds: write for example 600";

    private static string? CheckNumber(string text, int defaultPort)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? null
            : $"\"{text}\" is no number: write a whole number above 0";

    private static string? CheckPage(string text, int defaultPort)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"\"{text}\" is no page: write 0 for the newest entries";

    private static string? CheckNode(string text, int defaultPort)
    {
        try
        {
            Endpoint.Parse(text);
            return null;
        }
        catch (UsageException)
        {
            // Its own message speaks of the settings, where this address does not come from.
            return $"\"{text}\" is no address of a node: write for example http://db-1:3000";
        }
    }

    private static string? CheckHint(string text, int defaultPort)
    {
        var port = text.LastIndexOf(':') is var colon and >= 0 ? text[(colon + 1)..] : string.Empty;
        return port.Length > 0 && port.All(char.IsAsciiDigit) ? CheckInstance(text, defaultPort) : null;
    }

    private static string? CheckInstanceHint(string text, int defaultPort) => text.Contains(':') ? CheckInstance(text, defaultPort) : null;

    private static string? CheckDuration(string text, int defaultPort)
        => Durations.TryParse(text, out var duration) && duration.Milliseconds == 0
            ? null
            : $"\"{text}\" is no duration: write a number and s, m, h, d or w, for example 30m";

    private static string? CheckRule(string text, int defaultPort)
        => PromotionRuleText.TryParse(text, out _)
            ? null
            : $"\"{text}\" is no promotion rule: use prefer, neutral, prefer_not or must_not";
}
