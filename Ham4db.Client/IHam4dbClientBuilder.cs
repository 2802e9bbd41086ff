using Microsoft.Extensions.DependencyInjection;

namespace Ham4db.Client;

/// <summary>Goes on setting up a registered client.</summary>
public interface IHam4dbClientBuilder
{
    /// <summary>The client's name, by which its options and its transport are found; empty for the one without a name.</summary>
    string Name { get; }

    /// <summary>The services it is registered in.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// The transport below leader routing: add handlers, a proxy, client certificates or a custom CA here. A handler sees each try, probes
    /// included, and must not repeat: only the client knows what is safe to repeat.
    /// </summary>
    IHttpClientBuilder Transport { get; }
}
