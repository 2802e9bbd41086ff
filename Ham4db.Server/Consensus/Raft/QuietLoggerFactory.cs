namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// The library's own logging, turned down: it warns several times a second, with stack traces, of each peer that is away, which
/// <see cref="PeerReports"/> says once. What only a developer wants is debug output; what nobody wants unless asked for is trace output.
/// </summary>
internal sealed class QuietLoggerFactory(ILoggerFactory target) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new QuietLogger(target.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => target.AddProvider(provider);

    public void Dispose()
    {
        // The factory behind it belongs to the host.
    }

    private sealed class QuietLogger(ILogger target) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => target.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => target.IsEnabled(Lower(logLevel));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = Lower(logLevel);
            if (target.IsEnabled(level))
            {
                target.Log(level, eventId, state, exception, formatter);
            }
        }

        private static LogLevel Lower(LogLevel level) => level switch
        {
            LogLevel.Critical => LogLevel.Error,
            LogLevel.Error or LogLevel.Warning or LogLevel.Information => LogLevel.Debug,
            _ => LogLevel.Trace,
        };
    }
}
