using System.Runtime.InteropServices;

namespace Ham4db.Testing;

/// <summary>The .NET host that runs this very process, to run other built programs with it.</summary>
public static class DotNetProgram
{
    /// <summary>Path of the <c>dotnet</c> program; plain <c>dotnet</c> when only the PATH can tell.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>/.
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = System.IO.Path.Combine(root, name);
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
