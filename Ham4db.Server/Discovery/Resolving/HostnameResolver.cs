using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Discovery.Resolving;

/// <summary>Turns the names under which servers are met into the one name under which each is known.</summary>
/// <remarks>
/// Two sources, in this order: what a server once said of itself when it was probed under such a name, and the name service as
/// <c>HostnameResolveMethod</c> says. Both are kept in memory for an hour.
/// </remarks>
internal sealed class HostnameResolver(ILiveOptions options, INameLookup names, TimeProvider time, ILogger<HostnameResolver> logger)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan KeepFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Method, string Host), Answer<string>> _hosts = [];
    private readonly ConcurrentDictionary<InstanceKey, Answer<InstanceKey>> _own = [];

    /// <summary>The key under which <paramref name="given"/> is known; <paramref name="given"/> itself when nothing better is.</summary>
    /// <remarks>A detached key, and one whose host is empty or a list, comes back as it is: nothing connects to it.</remarks>
    public ValueTask<InstanceKey> ResolveAsync(InstanceKey given, CancellationToken cancellationToken)
    {
        if (!given.IsValid || given.Hostname.Contains(','))
        {
            return ValueTask.FromResult(given);
        }

        if (Recall(given) is var own && own != given)
        {
            return ValueTask.FromResult(own);
        }

        var method = options.Current.Discovery.HostnameResolveMethod;
        return method is "cname" or "ip" or "addr" ? LookUpAsync(given, method, cancellationToken) : ValueTask.FromResult(given);
    }

    /// <summary>What a server that was probed as <paramref name="given"/> called itself; <paramref name="given"/> when nothing is remembered.</summary>
    public InstanceKey Recall(InstanceKey given) => _own.TryGetValue(given, out var own) ? own.Value : given;

    /// <summary>Remembers what a server that was probed as <paramref name="given"/> calls itself.</summary>
    public void Remember(InstanceKey given, InstanceKey own)
    {
        if (given == own)
        {
            _own.TryRemove(given, out _);
        }
        else
        {
            _own[given] = new Answer<InstanceKey>(own, time.GetTimestamp(), Keep);
        }
    }

    /// <summary>Whether what is remembered of <paramref name="given"/> is so old that the server should be asked again under this name.</summary>
    public bool IsStale(InstanceKey given) => _own.TryGetValue(given, out var own) && own.IsOver(time);

    /// <summary>Forgets every name that leads to <paramref name="own"/>.</summary>
    public void Forget(InstanceKey own)
    {
        foreach (var (given, answer) in _own)
        {
            if (answer.Value == own)
            {
                _own.TryRemove(given, out _);
            }
        }
    }

    /// <summary>The host names that lead to another one at this moment, or were looked up, and until when that is taken as known.</summary>
    public IEnumerable<(string Host, string Name, DateTimeOffset Until)> Remembered()
    {
        var (method, now) = (options.Current.Discovery.HostnameResolveMethod, time.GetUtcNow());
        var lookedUp = _hosts.Where(entry => entry.Key.Method == method).Select(entry => (entry.Key.Host, entry.Value.Value, now + entry.Value.Left(time)));
        var own = _own.Where(entry => entry.Key.Hostname != entry.Value.Value.Hostname)
            .Select(entry => (entry.Key.Hostname, entry.Value.Value.Hostname, now + entry.Value.Left(time)));
        return lookedUp.Concat(own);
    }

    /// <summary>Forgets all names: they are looked up, and servers are asked for their own, again.</summary>
    public void ForgetAll()
    {
        _hosts.Clear();
        _own.Clear();
    }

    private async ValueTask<InstanceKey> LookUpAsync(InstanceKey given, string method, CancellationToken cancellationToken)
    {
        var question = (method, given.Hostname);
        if (!_hosts.TryGetValue(question, out var answer) || answer.IsOver(time))
        {
            answer = await AskAsync(given.Hostname, method, cancellationToken);
            _hosts[question] = answer;
        }

        return answer.Value == given.Hostname ? given : given with { Hostname = answer.Value };
    }

    private async Task<Answer<string>> AskAsync(string host, string method, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(LookupTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            var found = await LookUpHostAsync(host, method, either.Token).WaitAsync(either.Token);
            return new Answer<string>(found is "" ? host : found, time.GetTimestamp(), Keep);
        }
        catch (SocketException exception)
        {
            logger.HostnameNotResolved(host, method, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.HostnameNotResolved(host, method, "the name service did not answer in time");
        }

        return new Answer<string>(host, time.GetTimestamp(), KeepFailure);
    }

    private async Task<string> LookUpHostAsync(string host, string method, CancellationToken cancellationToken)
    {
        var isAddress = IPAddress.TryParse(host, out var address);
        switch (method)
        {
            case "ip" when isAddress:
            case "cname" when isAddress:
                return host;
            case "ip":
                var addresses = await names.AddressesAsync(host, cancellationToken);
                return (Array.FindLast(addresses, one => one.AddressFamily == AddressFamily.InterNetwork)
                    ?? Array.FindLast(addresses, one => one.AddressFamily == AddressFamily.InterNetworkV6))?.ToString() ?? host;
            case "addr" when isAddress:
                return (await names.NameOfAsync(address!, cancellationToken)).TrimEnd('.');
            default:
                return (await names.CanonicalNameAsync(host, cancellationToken)).TrimEnd('.');
        }
    }

    private readonly record struct Answer<T>(T Value, long At, TimeSpan Lifetime)
    {
        public bool IsOver(TimeProvider time) => time.GetElapsedTime(At) > Lifetime;

        public TimeSpan Left(TimeProvider time) => IsOver(time) ? TimeSpan.Zero : Lifetime - time.GetElapsedTime(At);
    }
}
