namespace Ham4db.Testing;

/// <summary>The <c>ip</c> program, and whether this process may use it to make networks.</summary>
internal static class NetworkSupport
{
    private static readonly Lazy<string?> Checked = new(Check);

    /// <summary>Why networks cannot be made here; null when they can.</summary>
    public static string? Missing => Checked.Value;

    /// <summary>Path of <c>ip</c>.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string Program => ProgramPath.Find("ip") ?? throw new InvalidOperationException(
        "ip is neither on the PATH nor in /usr/sbin: install it (Debian: apt-get install iproute2).");

    /// <summary>Runs <c>ip</c>.</summary>
    /// <returns>The lines it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has its words.</exception>
    public static Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        => ChildProcess.RunAsync("ip", Program, arguments, cancellationToken);

    /// <summary>Runs <c>ip</c> to take something down; that it is gone already is as good.</summary>
    public static async Task TryAsync(params string[] arguments)
    {
        var process = ChildProcess.Start("ip", Program, arguments);
        await using (process.ConfigureAwait(false))
        {
            await process.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    private static string? Check()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "network namespaces are Linux's";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "network namespaces need root";
        }

        return ProgramPath.Find("ip") is null ? "ip is not installed (Debian: iproute2)" : Task.Run(TryOutAsync).GetAwaiter().GetResult();
    }

    // Root in a container may still lack the right.
    private static async Task<string?> TryOutAsync()
    {
        var name = $"ham4db-{Environment.ProcessId}-try";
        try
        {
            await RunAsync(["netns", "add", name], CancellationToken.None).ConfigureAwait(false);
            await RunAsync(["-n", name, "link", "add", "one", "type", "veth", "peer", "name", "two"], CancellationToken.None).ConfigureAwait(false);
            await RunAsync(["-n", name, "link", "add", "three", "type", "bridge"], CancellationToken.None).ConfigureAwait(false);
            await RunAsync(["netns", "exec", name, "true"], CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"this process may not make network namespaces: {refused.Message.ReplaceLineEndings(" ")}";
        }
        finally
        {
            await TryAsync("netns", "del", name).ConfigureAwait(false);
        }
    }
}
