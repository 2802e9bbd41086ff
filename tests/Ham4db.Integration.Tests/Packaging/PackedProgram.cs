using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Packaging;

/// <summary>
/// What <c>pack.sh</c> makes: that of <c>HAM4DB_CLIENT_BINARY</c> where the tests were given one, so that it is not compiled again, or else a new one.
/// </summary>
public sealed class PackedProgram : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new("packed");

    /// <summary>The folder laid out as below <c>/usr</c>.</summary>
    public string Root { get; private set; } = string.Empty;

    /// <summary>The native program.</summary>
    public string Binary => Path.Combine(Root, "bin", "ham4db-client");

    /// <summary>The same as one file.</summary>
    public string Archive => Root + ".tar.gz";

    /// <summary>The folder of the .NET tool's packages.</summary>
    public string Packages => Path.Combine(Root, "..", "packages");

    public async Task InitializeAsync()
    {
        if (ClientProgram.Published is { } published)
        {
            Root = Path.GetFullPath(Path.Combine(published, "..", ".."));
            return;
        }

        var printed = await PackedClient.RunAsync("pack.sh", "/usr/bin/env", ["bash", Path.Combine(RepositoryRoot.Find(), "pack.sh"), _directory.Combine("out")]);
        Root = printed.ShouldHaveSingleItem();
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _directory.Dispose();
}
