namespace Ham4db.Testing;

/// <summary>Tells whether a process stands still.</summary>
internal static class StoppedThreads
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Waits until every thread of a process that was sent SIGSTOP has stopped. Each stops only when it is scheduled again, so that on a busy
    /// machine it may still answer a request that was sent after the signal.
    /// </summary>
    /// <exception cref="TimeoutException">They have not within half a minute.</exception>
    public static void Wait(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        if (!SpinWait.SpinUntil(() => HaveStopped(processId), Longest))
        {
            throw new TimeoutException($"Process {processId} was sent SIGSTOP and still runs after {Longest.TotalSeconds} s.");
        }
    }

    private static bool HaveStopped(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task").All(thread => State(Path.Combine(thread, "stat")) is not ('R' or 'S' or 'D' or 'I'));
        }
        catch (DirectoryNotFoundException)
        {
            // The process has ended.
            return true;
        }
    }

    // "id (name) state ...", where the name may hold anything.
    private static char State(string path)
    {
        try
        {
            var line = File.ReadAllText(path);
            return line[line.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            // The thread has ended.
            return 'X';
        }
    }
}
