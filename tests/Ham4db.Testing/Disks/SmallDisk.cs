using System.Globalization;

namespace Ham4db.Testing;

/// <summary>A file system of its own that holds a few megabytes, so that it can be full. Linux, as root.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private static readonly Lazy<string?> Checked = new(() => Task.Run(CheckAsync).GetAwaiter().GetResult());

    private readonly TemporaryDirectory _directory = new("disk");

    private SmallDisk()
    {
    }

    /// <summary>Why none can be made here; null when they can.</summary>
    public static string? Unsupported => Checked.Value;

    /// <summary>Where it is mounted.</summary>
    public string FullPath => _directory.FullPath;

    private string Ballast => _directory.Combine("ballast");

    /// <summary>Makes one.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made; the message has the system's words.</exception>
    public static async Task<SmallDisk> CreateAsync(int megabytes, CancellationToken cancellationToken = default)
    {
        var disk = new SmallDisk();
        try
        {
            await RunAsync("mount", ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "ham4db-small-disk", disk.FullPath], cancellationToken)
                .ConfigureAwait(false);
            return disk;
        }
        catch
        {
            disk._directory.Dispose();
            throw;
        }
    }

    /// <summary>A path on it.</summary>
    public string Combine(string name) => _directory.Combine(name);

    /// <summary>Leaves no room on it. What is freed meanwhile by others is room again.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    /// <summary>Removes it, with all that is on it.</summary>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", ["-l", FullPath], CancellationToken.None).ConfigureAwait(false);
        _directory.Dispose();
    }

    private static async Task<string?> CheckAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a small disk of its own needs Linux and root";
        }

        try
        {
            await (await CreateAsync(1).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            // Root in a container may lack the right.
            return $"this process may not mount a file system: {refused.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static Task<IReadOnlyList<string>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        => ChildProcess.RunAsync(
            program, ProgramPath.Find(program) ?? throw new InvalidOperationException($"{program} is not on the PATH."), arguments, cancellationToken);
}
