using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>Keeps what was logged at a level and above.</summary>
internal sealed class RecordingLogs(LogLevel least = LogLevel.Information) : ILoggerFactory
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, int Id, string Text)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Recorder(_lines, least);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<(LogLevel, int, string)> lines, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue((logLevel, eventId.Id, formatter(state, exception) + (exception is null ? "" : $" [{exception}]")));
            }
        }
    }
}
