using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Api.Leading;

/// <summary>How long a request may take, and a token that ends then or when the caller hangs up.</summary>
internal sealed class RequestDeadline : IDisposable
{
    /// <summary>For a caller that says nothing: long enough for an operation on a topology.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _length;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    /// <summary>Starts the clock.</summary>
    public RequestDeadline(HttpContext http, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _length = Read(http.Request.Headers);
        _timeout = new CancellationTokenSource(_length, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, http.RequestAborted);
    }

    /// <summary>Cancelled when the time is up or the caller hangs up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is up.</summary>
    public bool IsOver => _timeout.IsCancellationRequested;

    /// <summary>What is left; zero when the time is up.</summary>
    public TimeSpan Remaining => TimeSpan.FromTicks(Math.Max(0, (_length - _time.GetElapsedTime(_start)).Ticks));

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }

    private static TimeSpan Read(IHeaderDictionary headers)
    {
        var given = headers[WireHeaders.DeadlineMilliseconds].FirstOrDefault();
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds))
            : Default;
    }
}
