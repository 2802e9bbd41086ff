using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Arguments;

/// <summary>Something that a command needs to know.</summary>
/// <param name="Name">What messages call it; the shell scripts' word where they have one.</param>
/// <param name="Placeholder">What stands for it in help.</param>
/// <param name="Option">The option that gives it.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record Input(string Name, string Placeholder, Option Option, InputKind Kind)
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

    public static readonly Input ClusterName = new("cluster name", "CLUSTER", Options.Instance, InputKind.Cluster);
    public static readonly Input Alias = new("alias", "ALIAS", Options.Alias, InputKind.Text) { MayBeEmpty = true };
    public static readonly Input Text = new("instance", "TEXT", Options.Instance, InputKind.Text) { DefaultsToInstanceVariable = true };
    public static readonly Input Owner = new("owner", "OWNER", Options.Owner, InputKind.Text);
    public static readonly Input Reason = new("reason", "REASON", Options.Reason, InputKind.Text);
    public static readonly Input Duration = new("duration", "DURATION", Options.Duration, InputKind.Duration) { Check = CheckDuration };
    public static readonly Input PromotionRule = new("promotion-rule", "RULE", Options.PromotionRule, InputKind.PromotionRule) { Check = CheckRule };
    public static readonly Input Tag = new("tag", "TAG", Options.Tag, InputKind.Tag);
    public static readonly Input Path = new("path", "PATH", Options.Path, InputKind.Path);

    private static string? CheckInstance(string text, int defaultPort)
        => InstanceKey.TryParse(text, defaultPort, out _)
            ? null
            : $"\"{text}\" is no instance: write host or host:port, the port a number from 1 to 65535";

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
