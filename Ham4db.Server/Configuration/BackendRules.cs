using System.Text.RegularExpressions;

namespace Ham4db.Server.Configuration;

/// <summary>The rules between the keys of the backend database.</summary>
internal sealed partial class BackendRules(
    SettingValues values, IReadOnlyDictionary<string, string> environment, ICollection<string> warnings)
{
    /// <summary>Derives the options of the backend.</summary>
    /// <exception cref="ConfigurationException">The keys contradict each other, or one is missing.</exception>
    public BackendOptions Apply(ConfigurationDraft draft)
    {
        var kind = draft.BackendDatabase;
        if (kind.Length == 0)
        {
            return draft.MySqlBackend.Host.Length > 0 ? MySql(draft) : Sqlite(draft);
        }

        if (kind.Equals("mysql", StringComparison.OrdinalIgnoreCase))
        {
            return draft.MySqlBackend.Host.Length > 0
                ? MySql(draft)
                : throw values.Refused(BackendSettings.BackendDb, $"{BackendSettings.MySqlHost} must name the server to store on");
        }

        return !kind.Contains("sqlite", StringComparison.OrdinalIgnoreCase) ? throw values.Refused(BackendSettings.BackendDb, "expected sqlite3 or mysql")
            : draft.SqliteFile.Length == 0 ? throw values.Refused(BackendSettings.BackendDb, $"{BackendSettings.SqliteFile} must name the file to store in")
            : Sqlite(draft);
    }

    private static SqliteBackendOptions Sqlite(ConfigurationDraft draft)
    {
        var sqlite = new SqliteBackendOptions { RetryFor = draft.BackendRetry };
        return draft.SqliteFile.Length == 0 ? sqlite : sqlite with { File = draft.SqliteFile };
    }

    private MySqlBackendOptions MySql(ConfigurationDraft draft)
    {
        var mySql = draft.MySqlBackend;
        // It stands in statements, where no parameter can.
        if (!DatabaseName().IsMatch(mySql.Database))
        {
            throw values.Refused(BackendSettings.MySqlDatabase, "expected the name of a database: 1 to 64 letters, digits, _, $ and -");
        }

        var (user, password) = new CredentialRules(values, environment, warnings).Apply(
            mySql.User, mySql.Password, BackendSettings.MySqlUser, BackendSettings.MySqlPassword, BackendSettings.MySqlCredentialsFile, draft.BackendCredentialsFile);
        return user.Length > 0
            ? mySql with { User = user, Password = password, ConnectTimeout = draft.Options.Managed.ConnectTimeout, RetryFor = draft.BackendRetry }
            : throw values.Refused(BackendSettings.MySqlHost, $"{BackendSettings.MySqlUser} must name the user to log in as");
    }

    [GeneratedRegex("^[A-Za-z0-9_$-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex DatabaseName();
}
