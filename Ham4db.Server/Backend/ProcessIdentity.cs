using System.Security.Cryptography;

namespace Ham4db.Server.Backend;

/// <summary>Who this process is among those that share a database; fixed at start.</summary>
/// <param name="Hostname">Host name of the machine.</param>
/// <param name="Token">Identity of the process, 64 hexadecimal digits; new at each start.</param>
/// <param name="StartedAt">When the process came up.</param>
internal sealed record ProcessIdentity(string Hostname, string Token, DateTimeOffset StartedAt)
{
    /// <summary>Host name and token in one text: the holder of a lease.</summary>
    public string Holder => $"{Hostname}/{Token}";

    /// <summary>The identity of a process that starts now.</summary>
    public static ProcessIdentity New(TimeProvider time)
        => new(Environment.MachineName, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());

    /// <summary>A holder for people: enough of the token to tell processes apart.</summary>
    public static string Short(string holder) => Split(holder) is var (hostname, token) && token.Length > 8 ? $"{hostname}/{token[..8]}" : holder;

    /// <summary>Host name and token of a holder.</summary>
    public static (string Hostname, string Token) Split(string holder)
        => holder.LastIndexOf('/') is >= 0 and var at ? (holder[..at], holder[(at + 1)..]) : (holder, string.Empty);
}
