using System.Globalization;

namespace Ham4db.Testing;

/// <summary>Waits for a condition by looking again and again until a deadline, and says what was last seen when it never came.</summary>
public static class Eventually
{
    /// <summary>How long to wait when a caller names no limit.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until what is seen satisfies <paramref name="isSo"/>, and returns it.</summary>
    /// <param name="what">What is waited for, for the message, for example <c>a leader</c>.</param>
    /// <param name="look">Looks once; an exception counts as "not yet" and is shown when it was the last thing met.</param>
    /// <param name="isSo">Whether the wait is over.</param>
    /// <param name="within">The deadline; null for <see cref="DefaultDeadline"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static async Task<T> SeeAsync<T>(
        string what,
        Func<CancellationToken, Task<T>> look,
        Func<T, bool> isSo,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default)
    {
        var limit = within ?? DefaultDeadline;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        var lastSeen = "nothing at all";
        while (true)
        {
            try
            {
                var seen = await look(deadline.Token).ConfigureAwait(false);
                if (isSo(seen))
                {
                    return seen;
                }

                lastSeen = Describe(seen);
            }
            catch (Exception exception) when (!deadline.IsCancellationRequested)
            {
                lastSeen = $"{exception.GetType().Name}: {exception.Message}";
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw Late(what, limit, lastSeen);
            }

            try
            {
                await Task.Delay(Pause, deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Late(what, limit, lastSeen);
            }
        }
    }

    /// <summary>Looks until <paramref name="isSo"/> returns true.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static Task BecomesTrueAsync(string what, Func<bool> isSo, TimeSpan? within = null, CancellationToken cancellationToken = default)
        => SeeAsync(what, _ => Task.FromResult(isSo()), seen => seen, within, cancellationToken);

    /// <summary>Runs assertions until they pass; the message of the last failure is in the exception.</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static Task PassesAsync(
        string what, Func<CancellationToken, Task> assertions, TimeSpan? within = null, CancellationToken cancellationToken = default)
        => SeeAsync(
            what,
            async token =>
            {
                await assertions(token).ConfigureAwait(false);
                return true;
            },
            passed => passed,
            within,
            cancellationToken);

    private static TimeoutException Late(string what, TimeSpan limit, string lastSeen)
        => new(string.Create(CultureInfo.InvariantCulture, $"Waited {limit.TotalSeconds:0.#} s for {what}; last seen: {lastSeen}"));

    private static string Describe<T>(T seen) => seen switch
    {
        null => "null",
        string text => text.Length == 0 ? "an empty text" : text,
        System.Collections.IEnumerable many => "[" + string.Join(", ", many.Cast<object?>()) + "]",
        _ => Convert.ToString(seen, CultureInfo.InvariantCulture) ?? "null",
    };
}
