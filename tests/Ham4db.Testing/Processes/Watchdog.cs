using System.Diagnostics;
using System.Globalization;

namespace Ham4db.Testing;

/// <summary>
/// Ends the children and removes the temporary directories and network namespaces of this process when it dies, however it dies: a shell that
/// reads a pipe from here learns of the death by the pipe's end.
/// </summary>
/// <remarks>
/// The kernel's own signal on a parent's death will not do: it follows the thread that started the child, and pool threads come and go.
/// On systems without <c>/bin/sh</c> there is no watchdog; children are then ended on disposal alone.
/// </remarks>
internal sealed class Watchdog
{
    private const string Script =
        """
        trap '' INT TERM HUP
        while read -r action what; do
          case $action in
            +pid) pids="$pids $what " ;;
            -pid) pids=$(printf %s "$pids" | sed "s/ $what / /") ;;
            +dir) dirs="$dirs$what
        " ;;
            -dir) dirs=$(printf %s "$dirs" | grep -Fxv -- "$what")
        dirs="$dirs
        " ;;
            +net) nets="$nets $what " ;;
            -net) nets=$(printf %s "$nets" | sed "s/ $what / /") ;;
          esac
        done
        for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
        for net in $nets; do ip netns del "$net" 2>/dev/null; done
        printf %s "$dirs" | while read -r dir; do
          tries=0
          umount -l -- "$dir" 2>/dev/null
          while [ -n "$dir" ] && [ -e "$dir" ] && [ $tries -lt 5 ]; do
            rm -rf -- "$dir" 2>/dev/null || sleep 0.2
            tries=$((tries + 1))
          done
        done
        """;

    private static readonly TimeSpan CleaningLimit = TimeSpan.FromSeconds(5);
    private static readonly Lazy<Watchdog?> Shared = new(Start);

    private readonly Lock _gate = new();
    private readonly StreamWriter _orders;

    private Watchdog(StreamWriter orders)
    {
        _orders = orders;
        _orders.AutoFlush = true;
    }

    /// <summary>The watchdog of this process; null where the system has no shell.</summary>
    public static Watchdog? Current => Shared.Value;

    public void KillOnDeath(int processId) => Send("+pid", processId.ToString(CultureInfo.InvariantCulture));

    public void Forget(int processId) => Send("-pid", processId.ToString(CultureInfo.InvariantCulture));

    public void RemoveNamespaceOnDeath(string name) => Send("+net", name);

    public void ForgetNamespace(string name) => Send("-net", name);

    public void RemoveOnDeath(string directory) => Send("+dir", directory);

    public void Forget(string directory) => Send("-dir", directory);

    private static Watchdog? Start()
    {
        if (!File.Exists("/bin/sh"))
        {
            return null;
        }

        var shell = Process.Start(new ProcessStartInfo(ChildProcess.OwnSession("/bin/sh", ["-c", Script], out var arguments), arguments)
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        });
        if (shell is null)
        {
            return null;
        }

        // An orderly end waits for the cleaning, so that nothing is left when the program is gone.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            shell.StandardInput.Close();
            shell.WaitForExit(CleaningLimit);
        };
        return new Watchdog(shell.StandardInput);
    }

    private void Send(string action, string what)
    {
        lock (_gate)
        {
            _orders.Write($"{action} {what}\n");
        }
    }
}
