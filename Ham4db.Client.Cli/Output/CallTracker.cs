using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Cli.Output;

/// <summary>Knows where a call is, from the SDK's log: who is asked, and whether anything can have been sent. Passes the log on to an explanation.</summary>
internal sealed class CallTracker(Explanation? explanation) : ILoggerFactory, ILogger
{
    private const int LeaderFound = 9000;
    private const int Repeats = 9002;

    private readonly Explanation? _explanation = explanation;
    private volatile Uri? _asked;
    private volatile string? _trouble;
    private volatile bool _hasAsked;

    /// <summary>The leader whose reply is waited for; null while the leader is searched.</summary>
    public Uri? Asked => _asked;

    /// <summary>Why the last try is being repeated; null when none is.</summary>
    public string? Trouble => _trouble;

    /// <summary>Whether a leader was found at some time, to which something may have been sent then.</summary>
    public bool HasAsked => _hasAsked;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log goes to the session alone.");

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => _explanation is not null ? _explanation.IsEnabled(logLevel) : logLevel is LogLevel.Debug or LogLevel.Information;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        switch (eventId.Id)
        {
            case LeaderFound:
                (_asked, _trouble, _hasAsked) = (Find<Uri>(state, "Endpoint"), null, true);
                break;
            case Repeats:
                (_asked, _trouble) = (null, $"{Find<Uri>(state, "Endpoint")}: {Find<string>(state, "Reason")}");
                break;
        }

        _explanation?.Log(logLevel, eventId, state, exception, formatter);
    }

    /// <inheritdoc/>
    public void Dispose() => _explanation?.Dispose();

    private static T? Find<T>(object? state, string name)
        where T : class
        => state is IReadOnlyList<KeyValuePair<string, object?>> values ? values.FirstOrDefault(value => value.Key == name).Value as T : null;
}
