using System.Text.Json;
using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Connection;

/// <summary>The file of contexts: readable by its owner alone, and never half written.</summary>
/// <param name="path">The file's path.</param>
internal sealed class ContextFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The file's path.</summary>
    public string Path { get; } = path;

    /// <summary>Finds the file's place; it need not exist.</summary>
    /// <param name="variables">The environment.</param>
    /// <returns>Null when the environment names no home.</returns>
    public static ContextFile? Find(IReadOnlyDictionary<string, string> variables)
    {
        var (folder, below) = variables.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } configured && System.IO.Path.IsPathRooted(configured) ? (configured, string.Empty)
            : OperatingSystem.IsWindows() ? (variables.GetValueOrDefault("APPDATA"), string.Empty)
            : (variables.GetValueOrDefault("HOME"), ".config");
        return string.IsNullOrEmpty(folder) ? null : new ContextFile(System.IO.Path.Combine(folder, below, "ham4db", "contexts.json"));
    }

    /// <summary>Reads the file; an empty book when there is none.</summary>
    /// <exception cref="UsageException">Others may read it, or it cannot be read or understood.</exception>
    public ContextBook Read()
    {
        try
        {
            if (!File.Exists(Path))
            {
                return new ContextBook();
            }

            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path) is var mode && (mode & OthersMayRead) != 0)
            {
                throw new UsageException($"{Path} holds credentials, and others may read it (mode {Convert.ToString((int)mode, 8)}): run chmod 600 {Path}");
            }

            using var stream = File.OpenRead(Path);
            var book = JsonSerializer.Deserialize(stream, ContextJson.Default.ContextBook) ?? new ContextBook();
            return book.Contexts.FirstOrDefault(entry => entry.Value is null || entry.Value.Endpoints.Count == 0 || entry.Value.Endpoints.Any(string.IsNullOrWhiteSpace)) is { Key: { } bad }
                ? throw new UsageException($"{Path}: the context {bad} has no endpoints, or an empty one; mend the file, or remove the context there")
                : book;
        }
        catch (JsonException broken)
        {
            // The exception's own text may quote the file.
            throw new UsageException($"{Path} is no valid file of contexts (near line {broken.LineNumber + 1}): mend it, or move it away and add the contexts again");
        }
        catch (FileNotFoundException)
        {
            // A link to a file that is yet to be written.
            return new ContextBook();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Writes the whole file: beside it, then in its place.</summary>
    /// <exception cref="CommandFailedException">It cannot be written; the old file is as it was.</exception>
    public void Write(ContextBook book)
    {
        var beside = string.Empty;
        try
        {
            // What a link points to is replaced, not the link.
            var target = new FileInfo(Path).LinkTarget is null ? Path : File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
            var folder = System.IO.Path.GetDirectoryName(target)!;
            MakeFolder(folder);
            beside = System.IO.Path.Combine(folder, $".contexts.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var stream = new FileStream(beside, options))
            {
                JsonSerializer.Serialize(stream, book, ContextJson.Default.ContextBook);
                stream.WriteByte((byte)'\n');
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            TryDelete(beside);
            throw new CommandFailedException($"{Path} cannot be written: {unwritable.Message}; the contexts are as they were", ExitCode.Refused);
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            if (file.Length > 0)
            {
                File.Delete(file);
            }
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // It is the owner's alone, and the failure that led here is the one to tell.
        }
    }
}
