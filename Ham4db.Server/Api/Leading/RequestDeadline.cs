using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Microsoft.Extensions.Primitives;

namespace Ham4db.Server.Api.Leading;

/// <summary>How long a request may take, and a token that ends then or when the caller hangs up.</summary>
internal sealed class RequestDeadline : IDisposable
{
    /// <summary>For a caller that says nothing: long enough for an operation on a topology.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly bool _isUnreadable;
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
        var given = http.Request.Headers[WireHeaders.DeadlineMilliseconds];
        _isUnreadable = !TryRead(given, out _length);
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

    /// <summary>Refuses a request that gives a time which cannot be read: its caller would hang up before the answer, or wait for longer than it can.</summary>
    /// <exception cref="RequestRefusedException">It does.</exception>
    public void RequireReadable()
    {
        if (_isUnreadable)
        {
            throw RequestRefusedException.BadArgument($"The {WireHeaders.DeadlineMilliseconds} header must hold one whole number of milliseconds, 1 or more. Nothing was done.");
        }
    }

    private static bool TryRead(StringValues given, out TimeSpan length)
    {
        length = Default;
        if (given.Count == 0)
        {
            return true;
        }

        if (given is not [{ Length: > 0 } text] || !text.All(char.IsAsciiDigit) || text.All(digit => digit == '0'))
        {
            return false;
        }

        // One that is too long for a number is longer than the longest.
        length = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds))
            : Longest;
        return true;
    }
}
