using System.Text.RegularExpressions;

namespace Ham4db.Server.Configuration;

/// <summary>Where user and password of a database server come from: two keys, a file instead of them, an environment variable.</summary>
internal sealed partial class CredentialRules(
    SettingValues values, IReadOnlyDictionary<string, string> environment, ICollection<string> warnings)
{
    /// <summary>Finds user and password.</summary>
    /// <param name="user">What the key of the user says.</param>
    /// <param name="password">What the key of the password says.</param>
    /// <param name="userKey">Name of the key of the user.</param>
    /// <param name="passwordKey">Name of the key of the password.</param>
    /// <param name="fileKey">Name of the key of the file.</param>
    /// <param name="file">The file; empty for none.</param>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    public (string User, string Password) Apply(
        string user, string password, string userKey, string passwordKey, string fileKey, string file)
    {
        if (file.Length > 0)
        {
            var found = CredentialsFile.Read(fileKey, file);
            user = values.Find(userKey) is { IsFromEnvironment: true } ? user : found.User;
            password = values.Find(passwordKey) is { IsFromEnvironment: true } ? password : found.Password;
        }

        return (user, VariableReference().Match(password) is { Success: true } reference ? Variable(passwordKey, reference.Groups[1].Value) : password);
    }

    private string Variable(string key, string name)
    {
        if (environment.TryGetValue(name, out var value))
        {
            return value;
        }

        warnings.Add($"{key} refers to the environment variable {name}, which is not set: the password is empty");
        return string.Empty;
    }

    [GeneratedRegex(@"\$\{(.*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex VariableReference();
}
