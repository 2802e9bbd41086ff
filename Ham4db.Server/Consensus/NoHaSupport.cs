namespace Ham4db.Server.Consensus;

/// <summary>For servers whose leader is not chosen by a lease in a shared database: they support nobody.</summary>
internal sealed class NoHaSupport : IHaSupport
{
    public string? Promise(string holder) => "this node does not share its backend database, and its leader is chosen in another way: take it out of HaPeers";

    public void Release(string holder)
    {
        // It promised nothing.
    }
}
