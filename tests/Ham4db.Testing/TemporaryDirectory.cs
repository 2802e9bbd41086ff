namespace Ham4db.Testing;

/// <summary>A new empty directory, removed with everything in it on disposal, or when this process dies.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory;

    /// <summary>Makes the directory below the system's directory for temporary files.</summary>
    /// <param name="purpose">A word that a person who meets the directory understands, for example <c>mariadb</c>.</param>
    public TemporaryDirectory(string purpose = "test")
    {
        _directory = Directory.CreateTempSubdirectory($"ham4db-{purpose}-");
        Watchdog.Current?.RemoveOnDeath(_directory.FullName);
    }

    /// <summary>The directory's absolute path.</summary>
    public string FullPath => _directory.FullName;

    /// <summary>A path inside the directory.</summary>
    public string Combine(params string[] parts) => Path.Combine([FullPath, .. parts]);

    /// <summary>Makes a directory inside this one.</summary>
    /// <returns>Its absolute path.</returns>
    public string CreateSubdirectory(string name) => _directory.CreateSubdirectory(name).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }

        Watchdog.Current?.Forget(FullPath);
    }

    /// <inheritdoc/>
    public override string ToString() => FullPath;
}
