using System.Globalization;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Arguments;

/// <summary>The checked inputs of one command.</summary>
internal sealed class Call
{
    private static readonly TimeSpan DefaultDowntime = TimeSpan.FromMinutes(10);

    private readonly IReadOnlyDictionary<Input, string> _values;
    private readonly int _defaultPort;
    private readonly string _userName;

    internal Call(IReadOnlyDictionary<Input, string> values, int defaultPort, string userName, IReadOnlyList<Endpoint> endpoints)
    {
        _values = values;
        _defaultPort = defaultPort;
        _userName = userName;
        Endpoints = endpoints;
    }

    /// <summary>The configured nodes; one at least.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    /// <summary>Everything that was given, instances with their ports.</summary>
    public IEnumerable<(Input Input, string Value)> Given => _values.Select(entry => (entry.Key, Complete(entry.Key, entry.Value)));

    /// <summary>Whether a node of the service is named, which is asked itself, whoever leads.</summary>
    public bool NamesNode => _values.ContainsKey(Input.Node);

    /// <summary>The instance.</summary>
    public InstanceKey Instance => Parse(_values[Input.Instance]);

    /// <summary>The second instance.</summary>
    public InstanceKey Destination => Parse(_values[Input.Destination]);

    /// <summary>The second instance; null when it was not given.</summary>
    public InstanceKey? OptionalDestination => _values.TryGetValue(Input.Destination, out var text) ? Parse(text) : null;

    /// <summary>A list of instances; one at least.</summary>
    public IReadOnlyList<InstanceKey> Instances => [.. Split(_values[Input.Instances]).Select(Parse)];

    /// <summary>The cluster as typed: the server resolves names, aliases and instances.</summary>
    public string Cluster => _values[Input.Cluster];

    /// <summary>How long; ten minutes unless given.</summary>
    public TimeSpan Duration
        => _values.TryGetValue(Input.Duration, out var text) && Durations.TryParse(text, out var duration) ? duration : DefaultDowntime;

    /// <summary>Who asks.</summary>
    public string Owner => _values.GetValueOrDefault(Input.Owner) ?? _userName;

    /// <summary>How much an instance is wanted as master.</summary>
    public PromotionRule PromotionRule
        => PromotionRuleText.TryParse(_values[Input.PromotionRule], out var rule)
            ? rule
            : throw new InvalidOperationException($"Unchecked promotion rule {_values[Input.PromotionRule]}.");

    /// <summary>Page of a list; 0 unless given.</summary>
    public int Page => _values.TryGetValue(Input.Page, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    /// <summary>A node of the service; null, which means the leader, when it was not given.</summary>
    public Uri? Node => _values.TryGetValue(Input.Node, out var text) ? new Uri(Endpoint.Parse(text).Url) : null;

    /// <summary>A required whole number.</summary>
    public long Number(Input input) => long.Parse(_values[input], CultureInfo.InvariantCulture);

    /// <summary>A required input as typed.</summary>
    public string this[Input input] => _values[input];

    /// <summary>An optional input as typed; null when it was not given.</summary>
    public string? Find(Input input) => _values.GetValueOrDefault(input);

    /// <summary>The elements of a comma separated list.</summary>
    internal static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private InstanceKey Parse(string text)
        => InstanceKey.TryParse(text, _defaultPort, out var key) ? key : throw new InvalidOperationException($"Unchecked instance {text}.");

    private string Complete(Input input, string value)
        => input.Kind == InputKind.Instance && InstanceKey.TryParse(value, _defaultPort, out var key) ? key.ToString() : value;
}
