namespace Ham4db.Testing;

/// <summary>The programs of an installed MariaDB.</summary>
/// <param name="Server">Path of <c>mariadbd</c>.</param>
/// <param name="Install">Path of <c>mariadb-install-db</c>.</param>
public sealed record MariaDbPrograms(string Server, string Install)
{
    /// <summary>Looks for them on the PATH and in the system's folders for servers.</summary>
    /// <returns>The programs; null when MariaDB is not installed here.</returns>
    public static MariaDbPrograms? Find()
    {
        var server = ProgramPath.Find("mariadbd");
        var install = ProgramPath.Find("mariadb-install-db", "mysql_install_db");
        return server is null || install is null ? null : new MariaDbPrograms(server, install);
    }

    /// <summary>The programs, or an exception that says what to install.</summary>
    /// <exception cref="InvalidOperationException">MariaDB is not installed here.</exception>
    public static MariaDbPrograms Require() => Find() ?? throw new InvalidOperationException(
        "mariadbd is neither on the PATH nor in /usr/sbin: install it (Debian: apt-get install mariadb-server).");

    /// <summary>MariaDB refuses to run as root unless told to.</summary>
    internal static IEnumerable<string> UserArguments => Environment.UserName == "root" ? ["--user=root"] : [];
}
