using System.Reflection;

namespace Ham4db.Testing;

/// <summary>Finds the repository and what was built in it.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder with <c>Ham4db.sln</c>, found upwards from the running program.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run from inside the repository.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ham4db.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Ham4db.sln in {AppContext.BaseDirectory} or above it: run from a clone of the repository.");
    }

    /// <summary>The configuration this assembly was built in, <c>Debug</c> or <c>Release</c>; the products are taken from the same.</summary>
    public static string Configuration { get; } =
        typeof(RepositoryRoot).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>The built assembly of a program.</summary>
    /// <param name="project">Project folder, for example <c>Ham4db.Server</c>.</param>
    /// <param name="assembly">Assembly name without extension, for example <c>ham4db-server</c>.</param>
    /// <exception cref="FileNotFoundException">It has not been built.</exception>
    public static string BuiltAssembly(string project, string assembly)
    {
        var path = Path.Combine(Find(), project, "bin", Configuration, "net10.0", assembly + ".dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing: build it with `dotnet build {project} -c {Configuration}`.", path);
    }
}
