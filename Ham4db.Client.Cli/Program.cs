using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli;

/// <summary>Joins the program to its process.</summary>
internal static class Program
{
    /// <summary>The name in messages.</summary>
    public const string Name = "ham4db-client";

    /// <summary>The version of the package.</summary>
    public static string Version
        => typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>What to say of a failure that nobody thought of.</summary>
    public static string Unexpected(Exception failure)
        => $"unexpected {failure.GetType().Name}: {failure.Message}; please report this line with the command and the version ({Version})";

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            return await RunAsync(arguments).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // What surrounds the session may fail as well, and a person must never see a stack trace.
            Console.Error.WriteLine($"{Name}: {Unexpected(failure).ReplaceLineEndings(" ")}");
            return ExitCode.Refused;
        }
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        var wasTerminated = false;
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(signal, interrupted));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            Volatile.Write(ref wasTerminated, true);
            Interrupt(signal, interrupted);
        });

        // Not the console's writers: theirs follow the locale, while the scripts pass the server's UTF-8 through.
        var output = new StreamWriter(StandardOutput.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        var variables = ReadVariables();
        var shell = new Shell
        {
            Output = output,
            Error = error,
            OutputTerminal = Terminal.Of(!Console.IsOutputRedirected, variables, ReadSize),
            ErrorTerminal = Terminal.Of(!Console.IsErrorRedirected, variables, ReadSize),
            HasKeyboard = !Console.IsInputRedirected,
            ReadLine = Keyboard.ReadLine,
            ReadSecret = Keyboard.ReadSecret,
            Variables = variables,
            ReadFile = ReadFile,
            UserName = Environment.UserName,
            Dialect = Dialect.Of(StartedAs()),
        };
        var exitCode = await Session.RunAsync(arguments, shell, interrupted.Token).ConfigureAwait(false);
        return exitCode == ExitCode.Interrupted && Volatile.Read(ref wasTerminated) ? ExitCode.Terminated : exitCode;
    }

    private static void Interrupt(PosixSignalContext signal, CancellationTokenSource interrupted)
    {
        // The second signal ends the process as if nobody handled it.
        signal.Cancel = !interrupted.IsCancellationRequested;
        interrupted.Cancel();
    }

    /// <summary>
    /// The name that the shell used. The process's own path is no help: it is where a link leads. A program that .NET's host starts is told the
    /// path of its assembly instead, and finds the name where Linux keeps it.
    /// </summary>
    private static string? StartedAs()
    {
        const string commandLine = "/proc/self/cmdline";
        var first = Environment.GetCommandLineArgs().FirstOrDefault();
        return first?.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) == true && ReadFile(commandLine)?.Split('\0') is [{ Length: > 0 } name, ..] ? name : first;
    }

    private static Dictionary<string, string> ReadVariables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? string.Empty;
        }

        return variables;
    }

    private static (int Width, int Height) ReadSize()
    {
        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return (0, 0);
        }
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
