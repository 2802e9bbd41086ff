namespace Ham4db.Server.Configuration;

/// <summary>User and password from the <c>[client]</c> section of a file in the style of <c>my.cnf</c>.</summary>
/// <param name="User">The user; empty when the section has none.</param>
/// <param name="Password">The password; empty when the section has none.</param>
internal sealed record CredentialsFile(string User, string Password)
{
    /// <summary>Reads a file.</summary>
    /// <param name="key">The configuration key that names it, for messages.</param>
    /// <param name="file">Its path.</param>
    /// <exception cref="ConfigurationException">It cannot be read, or a line of it makes no sense.</exception>
    public static CredentialsFile Read(string key, string file)
    {
        try
        {
            return Parse(file, File.ReadAllLines(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{file}: the file named by {key} cannot be read ({exception.Message}); check path and permissions", exception);
        }
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="lines">Its lines.</param>
    /// <exception cref="ConfigurationException">A line makes no sense. The message does not show it: it may hold the password.</exception>
    public static CredentialsFile Parse(string file, IEnumerable<string> lines)
    {
        var found = new CredentialsFile(string.Empty, string.Empty);
        var section = string.Empty;
        foreach (var (number, line) in lines.Select((line, index) => (index + 1, line.Trim())))
        {
            if (line is "" or ['#' or ';' or '!', ..])
            {
                continue;
            }

            if (line is ['[', .. var name, ']'])
            {
                section = name.Trim();
            }
            else if (line[0] == '[' || section.Length == 0)
            {
                throw new ConfigurationException($"{file}: line {number}: expected a section such as [client], or key = value within one; correct the file");
            }
            else if (section == "client")
            {
                found = found.With(line);
            }
        }

        return found;
    }

    private CredentialsFile With(string line)
    {
        var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
        var value = parts.Length == 2 ? Unquote(parts[1]) : string.Empty;
        return parts[0] switch
        {
            "user" => this with { User = value },
            "password" => this with { Password = value },
            _ => this,
        };
    }

    private static string Unquote(string value)
        => value is ['"', .. var inner, '"'] ? inner : value is ['\'', .. var other, '\''] ? other : value;
}
