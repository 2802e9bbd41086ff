using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// What this server has promised to those that ask whether they may lead: while a promise to one stands, no other gets one. A majority of
/// promises can therefore not be had by two at once, whatever databases they see.
/// </summary>
/// <remarks>
/// Promises are kept in memory. A server that has just started does not know what it promised before, so that it promises nothing for the
/// time that such a promise could still stand.
/// </remarks>
internal sealed class LeasePromises(TimeSpan lease, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _startedAt = time.GetTimestamp();
    private string _holder = string.Empty;
    private long _at;

    /// <summary>Promises <paramref name="holder"/> not to support another for one lease from now.</summary>
    /// <returns>Null when promised; else why not, for people.</returns>
    public string? Promise(string holder)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_startedAt) < lease)
            {
                return "this node has just started and does not know what it promised before";
            }

            if (_holder.Length > 0 && _holder != holder && time.GetElapsedTime(_at) < lease)
            {
                return $"this node supports {ProcessIdentity.Short(_holder)} at this moment";
            }

            (_holder, _at) = (holder, time.GetTimestamp());
            return null;
        }
    }

    /// <summary>Forgets the promise to <paramref name="holder"/>, who said that it leads no more.</summary>
    public void Release(string holder)
    {
        lock (_gate)
        {
            if (_holder == holder)
            {
                _holder = string.Empty;
            }
        }
    }
}
