namespace Ham4db.Client.Contract;

/// <summary>One entry that the service wrote to its key-value stores.</summary>
public sealed record KVPair
{
    /// <summary>The key, for example <c>mysql/master/mycluster/hostname</c>.</summary>
    public string Key { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The value; empty where there is nothing to say, for example no IPv6 address.</summary>
    public string Value { get; init => field = value ?? string.Empty; } = string.Empty;
}
