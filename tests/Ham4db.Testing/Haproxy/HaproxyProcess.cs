using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ham4db.Testing;

/// <summary>A real <c>haproxy</c> with a statistics socket.</summary>
public sealed class HaproxyProcess : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new("haproxy");
    private readonly ChildProcess _process;

    private HaproxyProcess(string program, string configuration)
    {
        var file = _directory.Combine("haproxy.cfg");
        File.WriteAllText(file, $"global\n    stats socket {SocketPath} mode 600 level admin\n\n{configuration}\n");
        _process = ChildProcess.Start("haproxy", program, ["-db", "-f", file]);
    }

    /// <summary>Whether HAProxy is installed here.</summary>
    public static bool IsInstalled => ProgramPath.Find("haproxy") is not null;

    private string SocketPath => _directory.Combine("stats");

    /// <summary>Starts HAProxy and waits until its statistics socket answers.</summary>
    /// <param name="configuration">Sections <c>defaults</c>, <c>frontend</c>, <c>backend</c>, <c>listen</c>; <c>global</c> is added.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration; the message has its words.</exception>
    public static async Task<HaproxyProcess> StartAsync(string configuration, CancellationToken cancellationToken = default)
    {
        var program = ProgramPath.Find("haproxy") ?? throw new InvalidOperationException(
            "haproxy is neither on the PATH nor in /usr/sbin: install it (Debian: apt-get install haproxy).");
        var haproxy = new HaproxyProcess(program, configuration);
        try
        {
            await Eventually.SeeAsync(
                "haproxy's statistics",
                async token => haproxy._process.HasExited || (await haproxy.ShowStatAsync(token).ConfigureAwait(false)).Count > 0,
                done => done,
                cancellationToken: cancellationToken).ConfigureAwait(false);
            return haproxy._process.HasExited
                ? throw new InvalidOperationException($"haproxy ended at its start:{Environment.NewLine}{haproxy._process.Tail()}")
                : haproxy;
        }
        catch
        {
            await haproxy.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The state of every frontend, backend and server (<c>show stat</c>).</summary>
    public async Task<IReadOnlyList<HaproxyServerState>> ShowStatAsync(CancellationToken cancellationToken = default)
    {
        var lines = (await AskAsync("show stat", cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            return [];
        }

        var columns = lines[0].TrimStart('#', ' ').Split(',');
        return
        [
            .. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new HaproxyServerState(
                Cell(cells, "pxname"), Cell(cells, "svname"), Cell(cells, "status"), int.Parse(Cell(cells, "scur"), CultureInfo.InvariantCulture), $"{Cell(cells, "check_status")}/{Cell(cells, "check_code")}".Trim('/'))),
        ];

        string Cell(string[] cells, string column)
        {
            var position = Array.IndexOf(columns, column);
            return position >= 0 && position < cells.Length ? cells[position] : string.Empty;
        }
    }

    /// <summary>Takes a server out of service (<c>set server state maint</c>), which ends its sessions as its death would, or back in.</summary>
    /// <param name="server"><c>backend/server</c>.</param>
    /// <param name="isInService">Whether sessions may go to it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">There is no such server; the message has HAProxy's words.</exception>
    public async Task SetInServiceAsync(string server, bool isInService, CancellationToken cancellationToken = default)
    {
        var answer = await AskAsync($"set server {server} state {(isInService ? "ready" : "maint")}", cancellationToken).ConfigureAwait(false);
        if (answer.Trim().Length > 0)
        {
            throw new InvalidOperationException($"haproxy did not change the state of {server}: {answer.Trim()}");
        }
    }

    /// <summary>Stops HAProxy and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _directory.Dispose();
    }

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken).ConfigureAwait(false);
        using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
