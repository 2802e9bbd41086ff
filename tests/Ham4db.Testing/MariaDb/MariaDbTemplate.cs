namespace Ham4db.Testing;

/// <summary>A data directory with system tables and accounts, made once per process and copied for each server.</summary>
internal static class MariaDbTemplate
{
    private static readonly Lazy<Task<TemporaryDirectory>> Shared = new(() => CreateAsync(MariaDbPrograms.Require()));

    /// <summary>Copies the prepared data directory.</summary>
    public static async Task CopyToAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var template = await Shared.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.Run(() => Copy(new DirectoryInfo(template.Combine("data")), dataDirectory), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TemporaryDirectory> CreateAsync(MariaDbPrograms programs)
    {
        var directory = new TemporaryDirectory("mariadb-template");
        var accounts = directory.Combine("accounts.sql");
        await File.WriteAllTextAsync(accounts, MariaDbUsers.CreateStatements).ConfigureAwait(false);

        var install = ChildProcess.Start(
            "mariadb-install-db",
            programs.Install,
            [
                "--no-defaults", $"--datadir={directory.Combine("data")}", "--auth-root-authentication-method=normal", "--skip-test-db",
                "--skip-name-resolve", "--innodb-log-file-size=4M", $"--extra-file={accounts}", .. MariaDbPrograms.UserArguments,
            ]);
        await using (install.ConfigureAwait(false))
        {
            var exitCode = await install.WaitForExitAsync().ConfigureAwait(false);
            return exitCode == 0
                ? directory
                : throw new InvalidOperationException($"mariadb-install-db failed with exit code {exitCode}:{Environment.NewLine}{install.Tail(lines: 200)}");
        }
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
