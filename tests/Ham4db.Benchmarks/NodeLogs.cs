using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>Keeps what each server prints in a file of its own, with the time.</summary>
/// <param name="directory">Where; null to keep nothing.</param>
internal sealed class NodeLogs(string? directory) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, StreamWriter> _files = [];
    private bool _isClosed;

    /// <summary>Keeps a line.</summary>
    public void Write(int node, string line)
    {
        if (directory is null)
        {
            return;
        }

        lock (_gate)
        {
            // A server that is being ended may have a last word.
            if (_isClosed)
            {
                return;
            }

            if (!_files.TryGetValue(node, out var file))
            {
                Directory.CreateDirectory(directory);
                _files[node] = file = new StreamWriter(Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"n{node + 1}.log"))) { AutoFlush = true };
            }

            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {line}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        foreach (var file in _files.Values)
        {
            await file.DisposeAsync();
        }
    }
}
