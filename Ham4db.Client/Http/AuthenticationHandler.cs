using System.Net.Http.Headers;
using System.Text;
using Ham4db.Client.Contract;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Http;

/// <summary>Puts who is calling on each request: basic authentication, an access token, a proxy-authenticated user, and this library's name.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private static readonly string ClientName =
        $"Ham4db.Client/{typeof(AuthenticationHandler).Assembly.GetName().Version?.ToString(3)}";

    private readonly AuthenticationHeaderValue? _basic;
    private readonly (string Name, string Value)? _user;

    private readonly string? _cookie;
    private readonly EndpointList _endpoints;

    public AuthenticationHandler(Ham4dbClientOptions options, EndpointList endpoints, HttpMessageHandler inner)
        : base(inner)
    {
        _endpoints = endpoints;
        _basic = string.IsNullOrEmpty(options.User)
            ? null
            : new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
        _cookie = string.IsNullOrEmpty(options.AccessToken) ? null : $"access-token={options.AccessToken}";
        _user = string.IsNullOrEmpty(options.UserHeaderName) ? null : (options.UserHeaderName, options.UserHeaderValue ?? string.Empty);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(WireHeaders.Client, ClientName);
        if (_endpoints.NameOf(request.RequestUri!) is { } name)
        {
            // TLS takes the name that certificates are checked against from here.
            request.Headers.Host = name;
        }

        if (_basic is not null)
        {
            request.Headers.Authorization ??= _basic;
        }

        if (_cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", _cookie);
        }

        if (_user is var (header, value))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
