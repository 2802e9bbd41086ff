using Ham4db.Testing;

namespace Ham4db.Server.Tests.Testing;

public class ChildProcessTests
{
    private const string Shell = "/bin/sh";

    [Fact]
    public async Task Output_AndErrors_AreKeptApart_WithTheExitCode()
    {
        await using var process = ChildProcess.Start(
            "speaker", Shell, ["-c", "echo one; echo two; echo \"$WORD\" >&2; exit 7"], new Dictionary<string, string?> { ["WORD"] = "oops" });

        (await process.WaitForExitAsync()).ShouldBe(7);

        process.Output.ShouldBe(["one", "two"]);
        process.Errors.ShouldBe(["oops"]);
        process.ExitCode.ShouldBe(7);
    }

    [Fact]
    public async Task Stop_ProcessThatListens_EndsByItself()
    {
        await using var process = ChildProcess.Start("listener", Shell, ["-c", "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done"]);
        await Eventually.BecomesTrueAsync("the process to be ready", () => process.Output.Count == 1);

        (await process.StopAsync()).ShouldBeTrue();

        process.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Stop_ProcessThatIsDeaf_IsKilled()
    {
        await using var process = ChildProcess.Start("deaf", Shell, ["-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"]);
        await Eventually.BecomesTrueAsync("the process to be ready", () => process.Output.Count == 1);

        (await process.StopAsync(TimeSpan.FromMilliseconds(100))).ShouldBeFalse();

        process.ExitCode.ShouldBe(137);
    }

    [Fact]
    public async Task Suspend_FreezesUntilResume()
    {
        await using var process = ChildProcess.Start("clock", Shell, ["-c", "while :; do echo tick; sleep 0.02; done"]);
        await Eventually.BecomesTrueAsync("a tick", () => process.Output.Count > 0);

        process.Suspend();
        await Eventually.SeeAsync("the process to be frozen", token => File.ReadAllTextAsync($"/proc/{process.Id}/stat", token), stat => stat.Contains(") T "));
        process.Resume();

        var ticks = process.Output.Count;
        await Eventually.BecomesTrueAsync("another tick", () => process.Output.Count > ticks);
    }

    [Fact]
    public void TemporaryDirectory_Disposed_IsGoneWithItsContent()
    {
        var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.CreateSubdirectory("deep"), "file"), "content");

        directory.Dispose();

        Directory.Exists(directory.FullPath).ShouldBeFalse();
    }
}
