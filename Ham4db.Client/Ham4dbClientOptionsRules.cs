using Ham4db.Client.Http;
using Microsoft.Extensions.Options;

namespace Ham4db.Client;

/// <summary>What the options must fulfil. Each message names the option, its value, and what to write instead.</summary>
internal sealed class Ham4dbClientOptionsRules : IValidateOptions<Ham4dbClientOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, Ham4dbClientOptions options)
    {
        var failures = Check(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Everything that is wrong with <paramref name="options"/>; empty when nothing is.</summary>
    public static IEnumerable<string> Check(Ham4dbClientOptions options) => [.. Endpoints(options), .. Times(options), .. Identity(options), .. Tls(options)];

    private static IEnumerable<string> Endpoints(Ham4dbClientOptions options)
    {
        if (options.Endpoints.Count == 0 && options.FindEndpoints is null)
        {
            yield return $"{nameof(options.Endpoints)} is empty: name at least one node, for example http://db-1:3000.";
        }

        var seen = new Dictionary<Uri, string>();
        foreach (var endpoint in options.Endpoints)
        {
            var problem = string.Empty;
            try
            {
                var uri = Ham4dbEndpoints.Normalize(endpoint ?? string.Empty);
                if (!seen.TryAdd(uri, endpoint!))
                {
                    problem = endpoint == seen[uri]
                        ? $"{nameof(options.Endpoints)} names '{endpoint}' twice: remove one."
                        : $"{nameof(options.Endpoints)} names the same node as '{seen[uri]}' and '{endpoint}': remove one.";
                }
            }
            catch (FormatException e)
            {
                problem = e.Message;
            }

            if (problem.Length > 0)
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> Times(Ham4dbClientOptions options)
    {
        foreach (var (option, value) in new[]
        {
            (nameof(options.Deadline), options.Deadline),
            (nameof(options.ProbeTimeout), options.ProbeTimeout),
            (nameof(options.SilenceBeforeProbe), options.SilenceBeforeProbe),
        })
        {
            if (value <= TimeSpan.Zero || value > Longest)
            {
                yield return $"{option} ({value}) must be more than zero and at most a day.";
            }
        }
    }

    private static IEnumerable<string> Identity(Ham4dbClientOptions options)
    {
        if (string.IsNullOrEmpty(options.User) && !string.IsNullOrEmpty(options.Password))
        {
            yield return $"{nameof(options.Password)} is set without {nameof(options.User)}: set both, or none.";
        }

        if (options.User?.Contains(':', StringComparison.Ordinal) == true)
        {
            yield return $"{nameof(options.User)} holds a colon, which basic authentication cannot carry.";
        }

        if (string.IsNullOrEmpty(options.UserHeaderName) != string.IsNullOrEmpty(options.UserHeaderValue))
        {
            yield return $"{nameof(options.UserHeaderName)} and {nameof(options.UserHeaderValue)} go together: set both, or none.";
        }
        else if (!string.IsNullOrEmpty(options.UserHeaderName) && !IsToken(options.UserHeaderName))
        {
            yield return $"{nameof(options.UserHeaderName)} ('{options.UserHeaderName}') is no header name: write it like X-Forwarded-User.";
        }
        else if (options.UserHeaderValue?.Any(char.IsControl) == true)
        {
            yield return $"{nameof(options.UserHeaderValue)} holds a control character, which a header cannot carry.";
        }

        if (options.AccessToken?.Any(static c => c is <= ' ' or >= '\x7f' or ';' or ',' or '"' or '\\') == true)
        {
            yield return $"{nameof(options.AccessToken)} holds a character that a cookie cannot carry.";
        }

        if (!Enum.IsDefined(options.Dialect))
        {
            yield return $"{nameof(options.Dialect)} ({options.Dialect}) must be one of {string.Join(", ", Enum.GetNames<ServerDialect>())}.";
        }
    }

    private static IEnumerable<string> Tls(Ham4dbClientOptions options)
    {
        if (string.IsNullOrEmpty(options.TlsCertFile) != string.IsNullOrEmpty(options.TlsKeyFile))
        {
            yield return $"{nameof(options.TlsCertFile)} and {nameof(options.TlsKeyFile)} go together: set both, or none.";
        }
        else if (NodeTls.Fault(options) is { } fault)
        {
            yield return fault;
        }
    }

    private static bool IsToken(string name) => name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
