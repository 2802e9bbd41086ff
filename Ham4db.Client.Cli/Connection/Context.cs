using System.Text.Json.Serialization;

namespace Ham4db.Client.Cli.Connection;

/// <summary>A named cluster of nodes with what they want to see of their clients. Holds secrets: never print one.</summary>
internal sealed record Context
{
    /// <summary>Endpoints of all nodes, without credentials; one at least.</summary>
    public IReadOnlyList<string> Endpoints { get; init => field = value ?? []; } = [];

    /// <summary>User of basic authentication; null sends none.</summary>
    public string? User { get; init; }

    /// <summary>Password of <see cref="User"/>. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>A header, <c>Name:value</c>, that tells an authenticating proxy's user; null sends none.</summary>
    public string? Header { get; init; }

    /// <summary>Access token; null sends none. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>PEM file of the authorities that may have signed the nodes' certificates; null trusts the machine's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the certificate to show to the nodes; null shows none.</summary>
    public string? CertFile { get; init; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? KeyFile { get; init; }
}

/// <summary>All contexts of a person.</summary>
internal sealed record ContextBook
{
    /// <summary>The one that is used when nothing else names endpoints; null when none is.</summary>
    public string? Current { get; init; }

    /// <summary>The contexts by name.</summary>
    public IReadOnlyDictionary<string, Context> Contexts { get; init => field = value ?? new Dictionary<string, Context>(); } = new Dictionary<string, Context>();
}

/// <summary>JSON of the contexts file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ContextBook))]
internal sealed partial class ContextJson : JsonSerializerContext;
