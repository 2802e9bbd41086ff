using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Cli.Output;

/// <summary>Tells what the SDK does while it does it: who leads, which tries failed, who answered after how long.</summary>
/// <remarks>Listens to the SDK's log and activities, so that nothing is measured unless somebody wants to know.</remarks>
internal sealed class Explanation : ILoggerFactory, ILogger
{
    private const string SourceName = "Ham4db.Client";

    private readonly Action<string> _tell;
    private readonly Activity _session = new(Program.Name);
    private readonly ActivityListener _listener;

    /// <param name="tell">Takes one line; called from any thread.</param>
    public Explanation(Action<string> tell)
    {
        _tell = tell;
        _session.SetIdFormat(ActivityIdFormat.W3C).Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = TellCall,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The explanation is the only place that this log goes to.");

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _tell(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception.Message}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _session.Dispose();
    }

    private void TellCall(Activity call)
    {
        // Listeners hear the whole process; other sessions in it are none of ours.
        if (call.TraceId != _session.TraceId)
        {
            return;
        }

        var node = call.GetTagItem("ham4db.node");
        var milliseconds = call.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        _tell($"{call.GetTagItem("ham4db.route")}: {call.GetTagItem("ham4db.result")}{(node is null ? string.Empty : $" from {node}")} after {milliseconds} ms");
    }
}
