using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The programs that the samples are for take them as they are.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> HaproxyFiles => [.. SampleFile.All(".cfg")];

    public static TheoryData<string> DatabaseFiles => [.. SampleFile.All(".cnf")];

    [Theory]
    [MemberData(nameof(HaproxyFiles))]
    public Task HaproxyFile_IsTaken(string path)
        => TakesAsync(ProgramPath.Find("haproxy")!, "-c", "-f", SampleFile.PathOf(path));

    [Theory]
    [MemberData(nameof(DatabaseFiles))]
    public Task DatabaseFile_IsTaken(string path)
        => TakesAsync(ProgramPath.Find("mariadbd", "mysqld")!, $"--defaults-file={SampleFile.PathOf(path)}", "--verbose", "--help");

    [SystemdFact]
    public async Task SystemdUnit_IsTaken()
    {
        using var directory = new TemporaryDirectory("unit");
        var unit = directory.Combine("ham4db.service");

        // The program that a unit starts must be there.
        await File.WriteAllTextAsync(unit, SampleFile.Read("systemd/ham4db.service", new Dictionary<string, string> { ["/opt/ham4db/ham4db-server"] = "/bin/true" }));

        await TakesAsync(SystemdFactAttribute.Program!, "verify", "--man=no", unit);
    }

    private static async Task TakesAsync(string program, params string[] arguments)
    {
        await using var process = ChildProcess.Start(Path.GetFileName(program), program, arguments);
        (await process.WaitForExitAsync()).ShouldBe(0, process.Tail());
    }

    /// <summary>A test that needs systemd's own checker; skipped where it is not installed.</summary>
    private sealed class SystemdFactAttribute : FactAttribute
    {
        public SystemdFactAttribute() => Skip = Program is null ? "systemd-analyze is not installed (Debian: systemd)" : null;

        public static string? Program { get; } = ProgramPath.Find("systemd-analyze");
    }
}
