namespace Ham4db.Simulator.Protocol;

/// <summary>What client and server agree on in the handshake. The names are those of the protocol's documentation.</summary>
[Flags]
internal enum Capabilities : uint
{
    None = 0,
    LongPassword = 1 << 0,
    FoundRows = 1 << 1,
    LongFlag = 1 << 2,
    ConnectWithDb = 1 << 3,
    Protocol41 = 1 << 9,
    Interactive = 1 << 10,
    Transactions = 1 << 13,
    SecureConnection = 1 << 15,
    MultiStatements = 1 << 16,
    MultiResults = 1 << 17,
    PsMultiResults = 1 << 18,
    PluginAuth = 1 << 19,
    ConnectAttributes = 1 << 20,
    PluginAuthLengthEncoded = 1 << 21,

    /// <summary>What the simulated server offers. Neither TLS nor compression; result sets end with EOF packets.</summary>
    Offered = LongPassword | FoundRows | LongFlag | ConnectWithDb | Protocol41 | Interactive | Transactions | SecureConnection
        | MultiStatements | MultiResults | PsMultiResults | PluginAuth | ConnectAttributes | PluginAuthLengthEncoded,
}
