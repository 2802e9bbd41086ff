namespace Ham4db.Testing;

/// <summary>The program <c>ham4db-client</c>: the published one that <c>HAM4DB_CLIENT_BINARY</c> names, or else the one that was built.</summary>
public static class ClientProgram
{
    /// <summary>Path of the published program; null when none is named.</summary>
    public static string? Published { get; } = Environment.GetEnvironmentVariable("HAM4DB_CLIENT_BINARY") is { Length: > 0 } path ? path : null;

    /// <summary>How to start it.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static (string Program, IReadOnlyList<string> Arguments) Command(params IEnumerable<string> arguments)
        => Published is { } published
            ? (published, [.. arguments])
            : (DotNetProgram.Path, ["exec", RepositoryRoot.BuiltAssembly("Ham4db.Client.Cli", "ham4db-client"), .. arguments]);

    /// <summary>Puts it where a shell finds it under a name of ours.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    public static void Install(string path)
    {
        if (Published is { } published)
        {
            File.CreateSymbolicLink(path, published);
            return;
        }

        var (program, arguments) = Command();
        File.WriteAllText(path, $"#!/bin/sh\nexec {string.Join(' ', arguments.Prepend(program).Select(word => $"'{word}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
