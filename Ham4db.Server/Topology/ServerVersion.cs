using System.Globalization;

namespace Ham4db.Server.Topology;

/// <summary>What the version text of a server tells.</summary>
internal static class ServerVersion
{
    extension(Instance instance)
    {
        /// <summary>The make of the server.</summary>
        public ServerFlavor Flavor => FlavorOf(instance.Version, instance.VersionComment);

        /// <summary>The make of the server as the API spells it.</summary>
        public string FlavorName => NameOf(instance.Flavor);

        /// <summary>Whether it is MaxScale, which has no data of its own.</summary>
        public bool IsBinlogServer => instance.Flavor == ServerFlavor.MaxScale;

        /// <summary>Whether it is an NDB cluster's SQL node.</summary>
        public bool IsNdb => instance.Version.Contains("-ndb-", StringComparison.Ordinal);

        /// <summary>First two numbers of the version, for example 8.0; 0.0 when there are fewer.</summary>
        public Version MajorVersion => MajorOf(instance.Version);
    }

    /// <summary>The make of a server with this <c>version()</c> and <c>version_comment</c>.</summary>
    public static ServerFlavor FlavorOf(string version, string versionComment)
        => version switch
        {
            "" => ServerFlavor.Unknown,
            _ when version.Contains("MariaDB", StringComparison.Ordinal) => ServerFlavor.MariaDb,
            _ when version.Contains("maxscale", StringComparison.Ordinal) => ServerFlavor.MaxScale,
            _ when versionComment.Contains("Percona", StringComparison.Ordinal) => ServerFlavor.Percona,
            _ => ServerFlavor.MySql,
        };

    /// <summary>The first two numbers of <paramref name="version"/>; 0.0 when it does not begin with two.</summary>
    public static Version MajorOf(string version)
    {
        var parts = version.Split('.', 3);
        return parts.Length >= 2 && LeadingNumber(parts[0]) is { } major && LeadingNumber(parts[1]) is { } minor
            ? new Version(major, minor)
            : new Version(0, 0);
    }

    private static string NameOf(ServerFlavor flavor) => flavor switch
    {
        ServerFlavor.MySql => "MySQL",
        ServerFlavor.MariaDb => "MariaDB",
        ServerFlavor.Percona => "Percona",
        ServerFlavor.MaxScale => "MaxScale",
        _ => "unknown",
    };

    private static int? LeadingNumber(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? text[..end] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
