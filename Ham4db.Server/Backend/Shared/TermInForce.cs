namespace Ham4db.Server.Backend.Shared;

/// <summary>The fencing token that this server leads under, for what is written without going through the command log.</summary>
internal sealed class TermInForce
{
    private long _token;

    /// <summary>The token; 0 before this server has led.</summary>
    public long Token
    {
        get => Volatile.Read(ref _token);
        set => Volatile.Write(ref _token, value);
    }
}
