using System.Net.Sockets;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Microsoft.AspNetCore.Connections;

namespace Ham4db.Server.Hosting;

/// <summary>Explains why the server did not start.</summary>
internal static class StartFailure
{
    /// <summary>One line for the operator.</summary>
    /// <param name="failure">What ended the start.</param>
    /// <param name="http">The HTTP options; null when the configuration was not read.</param>
    public static string Explain(Exception failure, HttpOptions? http) => failure switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first, http),
        StartException or ConfigurationException or BackendException => failure.Message,
        IOException { InnerException: AddressInUseException } when http is not null
            => BindAddress.Refused(http, SocketError.AddressAlreadyInUse, failure).Message,
        _ => $"did not start: {failure.GetType().Name}: {failure.Message}",
    };
}
