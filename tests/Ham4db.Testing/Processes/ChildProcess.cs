using System.Diagnostics;

namespace Ham4db.Testing;

/// <summary>A program started by this process, with its output kept. It never outlives this process.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 5_000;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly Queue<string> _output = new();
    private readonly Queue<string> _errors = new();
    private readonly Action<string>? _onLine;
    private readonly Task _exit;

    private ChildProcess(Process process, string name, Action<string>? onLine)
    {
        _process = process;
        Name = name;
        Id = process.Id;
        _onLine = onLine;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _exit = process.WaitForExitAsync();
    }

    /// <summary>What the program is called in messages.</summary>
    public string Name { get; }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The exit code; null while the process runs. 128 + n after signal n.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Lines of standard output so far, the last 5,000.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>Lines of standard error so far, the last 5,000.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>Starts a program.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="program">Path of the program.</param>
    /// <param name="arguments">Arguments, passed as they are.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    /// <param name="workingDirectory">Where it runs; null for this process's directory.</param>
    /// <param name="onLine">Called with each line of output and error as it comes, from any thread; must not throw.</param>
    public static ChildProcess Start(
        string name,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null,
        Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(OwnSession(program, arguments, out var all), all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? string.Empty,
        };
        // A .NET process that is killed leaves what tools would reach it by in the temporary directory.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[key] = value;
        }

        var watchdog = Watchdog.Current;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} ({program}) could not be started.");
        watchdog?.KillOnDeath(process.Id);
        process.StandardInput.Close();
        return new ChildProcess(process, name, onLine);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="program">Path of the program.</param>
    /// <param name="arguments">Arguments, passed as they are.</param>
    /// <param name="cancellationToken">Ends the wait, and the program.</param>
    /// <returns>The lines it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has its words.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string name, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var process = Start(name, program, arguments);
        await using (process.ConfigureAwait(false))
        {
            return await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false) is var code and not 0
                ? throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} failed with exit code {code}: {process.Tail()}")
                : process.Output;
        }
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: false);
        }

        await WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the process to end (SIGTERM) and waits; after the grace it is killed.</summary>
    /// <param name="grace">How long to wait; null for 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan? grace = null, CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsWindows())
        {
            await KillAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        Signal(Signals.Terminate);
        Signal(Signals.Resume);
        try
        {
            await WaitForExitAsync(cancellationToken).WaitAsync(grace ?? TimeSpan.FromSeconds(10), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Freezes the process (SIGSTOP) and returns when it stands still: its sockets stay open, nothing answers. Unix only.</summary>
    public void Suspend()
    {
        Signal(Signals.Suspend);
        StoppedThreads.Wait(Id);
    }

    /// <summary>Lets a frozen process go on (SIGCONT). Unix only.</summary>
    public void Resume() => Signal(Signals.Resume);

    /// <summary>Sends SIGHUP. Unix only.</summary>
    public void HangUp() => Signal(Signals.HangUp);

    /// <summary>Waits until the process has ended and all its output has been read.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _exit.WaitAsync(cancellationToken).ConfigureAwait(false);
        Watchdog.Current?.Forget(Id);
        return _process.ExitCode;
    }

    /// <summary>The last lines of error and output, for a message.</summary>
    public string Tail(int lines = 20)
    {
        var all = Output.Concat(Errors).TakeLast(lines).ToList();
        return all.Count == 0 ? "(it printed nothing)" : string.Join(Environment.NewLine, all);
    }

    /// <summary>Kills the process if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>
    /// The command that starts a program in a session of its own, so that a Ctrl-C at the terminal reaches this process alone, and it is
    /// this process that takes its children down in good order. The process id stays that of the program.
    /// </summary>
    internal static string OwnSession(string program, IEnumerable<string> arguments, out IEnumerable<string> allArguments)
    {
        const string SetSid = "/usr/bin/setsid";
        if (!File.Exists(SetSid))
        {
            allArguments = arguments;
            return program;
        }

        // A server would never hear of a reload, nor a client of Ctrl-C.
        allArguments = IgnoredSignals.Heeded(program, arguments);
        return SetSid;
    }

    private void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            Signals.Send(Id, signal);
        }
    }

    private void Keep(Queue<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
            {
                lines.Dequeue();
            }
        }

        _onLine?.Invoke(line);
    }

    private List<string> Copy(Queue<string> lines)
    {
        lock (_gate)
        {
            return [.. lines];
        }
    }
}
