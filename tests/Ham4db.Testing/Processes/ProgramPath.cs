namespace Ham4db.Testing;

/// <summary>Finds programs of the system.</summary>
public static class ProgramPath
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/sbin", "/opt/homebrew/bin"];

    /// <summary>Looks on the PATH, then in the folders where Debian puts servers, which an ordinary user's PATH leaves out.</summary>
    /// <returns>The program's path; null when it is not installed.</returns>
    public static string? Find(params string[] names)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names
            .SelectMany(name => path.Concat(SystemFolders).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
