using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>Chooses between real databases and simulated ones.</summary>
internal static class DatabaseChoice
{
    public const int Replicas = 3;

    /// <summary>Chooses.</summary>
    /// <exception cref="DatabasesMissingException">Real ones were demanded, and MariaDB is not installed.</exception>
    public static IDatabases Choose(DatabaseKind kind)
    {
        var installed = MariaDbPrograms.Find() is not null;
        return kind switch
        {
            DatabaseKind.Fleet => new FleetDatabases("as --fleet asks"),
            _ when installed => new MariaDbDatabases(),
            DatabaseKind.MariaDb => throw new DatabasesMissingException(
                "--mariadb needs mariadbd, which is neither on the PATH nor in /usr/sbin: "
                + "install it (Debian: apt-get install mariadb-server), or use --fleet"),
            _ => new FleetDatabases("mariadbd is not installed here"),
        };
    }
}
