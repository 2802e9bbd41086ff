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

    /// <summary>The instance.</summary>
    public InstanceKey Instance
        => InstanceKey.TryParse(_values[Input.Instance], _defaultPort, out var key)
            ? key
            : throw new InvalidOperationException($"Unchecked instance {_values[Input.Instance]}.");

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

    /// <summary>A required input as typed.</summary>
    public string this[Input input] => _values[input];

    /// <summary>An optional input as typed; null when it was not given.</summary>
    public string? Find(Input input) => _values.GetValueOrDefault(input);
}
