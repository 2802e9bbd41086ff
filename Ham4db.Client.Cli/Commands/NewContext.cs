using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Gathers a context from the arguments, and its secrets from where nobody else sees them.</summary>
internal static class NewContext
{
    /// <summary>Reads the context.</summary>
    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public static async Task<(string Name, Context Context)> ReadAsync(Workplace place, string name, CancellationToken interrupted)
    {
        var line = place.Line;
        if (name.Any(each => !char.IsAsciiLetterOrDigit(each) && each is not ('-' or '_' or '.')))
        {
            throw new UsageException($"\"{name}\" is no name for a context: use letters, digits, dots, dashes and underscores");
        }

        var endpoints = Endpoint.ParseAll(line[Options.Api] ?? string.Empty);
        if (endpoints.Count == 0)
        {
            throw new UsageException($"endpoints must be provided for contexts add (-U URLS), for example: {Program.Name} contexts add {name} -U \"http://db-1:3000 http://db-2:3000\"");
        }

        _ = Server.ReadHeader(line[Options.HeadersAuth]);
        var (user, password) = await ReadBasicAsync(place, endpoints, interrupted).ConfigureAwait(false);
        return (name, new Context
        {
            Endpoints = [.. endpoints.Select(endpoint => endpoint.Url)],
            User = user,
            Password = password,
            Header = line[Options.HeadersAuth],
            Token = line.Has(Options.TokenStdin) ? await ReadSecretAsync(place, "token", interrupted).ConfigureAwait(false) : null,
            CaFile = FullPath(line, Options.CaFile),
            CertFile = FullPath(line, Options.CertFile),
            KeyFile = FullPath(line, Options.KeyFile),
        });
    }

    private static async Task<(string? User, string? Password)> ReadBasicAsync(Workplace place, IReadOnlyList<Endpoint> endpoints, CancellationToken interrupted)
    {
        if (place.Line[Options.Auth] is not { Length: > 0 } auth)
        {
            if (place.Line.Has(Options.PasswordStdin))
            {
                throw new UsageException("--password-stdin gives the password of a user: name the user, -b USER");
            }

            var inUrl = endpoints.FirstOrDefault(endpoint => endpoint.User is not null);
            return (inUrl?.User, inUrl?.Password);
        }

        var parts = auth.Split(':', 2);
        if (parts.Length == 2)
        {
            return place.Line.Has(Options.PasswordStdin)
                ? throw new UsageException("the password is given twice: write -b USER with --password-stdin, without a colon")
                : (parts[0], parts[1]);
        }

        if (!place.Line.Has(Options.PasswordStdin) && !place.Questions.CanAsk)
        {
            throw new UsageException($"the password of {parts[0]} must be provided: give it on standard input with --password-stdin; -b {parts[0]}: means none");
        }

        return (parts[0], await ReadSecretAsync(place, "password", interrupted).ConfigureAwait(false));
    }

    private static async Task<string> ReadSecretAsync(Workplace place, string what, CancellationToken interrupted)
        => (place.Questions.CanAsk
            ? await place.Questions.AskSecretAsync($"{char.ToUpperInvariant(what[0])}{what[1..]}: ", interrupted).ConfigureAwait(false)
            : await place.Questions.ReadLineAsync(interrupted).ConfigureAwait(false))
            ?? throw new UsageException($"the {what} must be provided: standard input ended before it");

    /// <summary>The file as it is found from any folder.</summary>
    private static string? FullPath(CommandLine line, Option option)
    {
        if (line[option] is not { Length: > 0 } given)
        {
            return null;
        }

        var path = Path.GetFullPath(given);
        return File.Exists(path) ? path : throw new UsageException($"there is no file {path} (--{option.Name})");
    }
}
