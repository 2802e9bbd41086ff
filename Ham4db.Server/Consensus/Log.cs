namespace Ham4db.Server.Consensus;

/// <summary>Events 4000 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "This node runs alone and leads in term {Term}")]
    internal static partial void LeadsAlone(this ILogger logger, long term);

    [LoggerMessage(4001, LogLevel.Information, "The backend database takes writes again")]
    internal static partial void BackendTakesWritesAgain(this ILogger logger);

    [LoggerMessage(4002, LogLevel.Error, "This node does not answer as leader since its backend database takes no writes: {Reason}")]
    internal static partial void BackendTakesNoWrites(this ILogger logger, string reason);

    [LoggerMessage(4010, LogLevel.Information, "Raft node {Address} started; members: {Members}; entries committed: {CommitIndex}")]
    internal static partial void Started(this ILogger logger, string address, string members, long commitIndex);

    [LoggerMessage(4011, LogLevel.Information, "Leader is {Address} in term {Term}; this node is {Role}")]
    internal static partial void LeaderIs(this ILogger logger, string address, long term, NodeRole role);

    [LoggerMessage(4012, LogLevel.Warning, "No leader: lost {Address}, which led in term {Term}")]
    internal static partial void LeaderLost(this ILogger logger, string address, long term);

    [LoggerMessage(4013, LogLevel.Warning, "Raft peer {Address} does not answer")]
    internal static partial void PeerSilent(this ILogger logger, string address);

    [LoggerMessage(4014, LogLevel.Information, "Raft peer {Address} answers again")]
    internal static partial void PeerAnswers(this ILogger logger, string address);

    [LoggerMessage(4015, LogLevel.Warning, "RaftNodes is {Configured}, and the members are {Members}, as they were kept when they last changed: those count. Correct RaftNodes")]
    internal static partial void ConfiguredMembersDiffer(this ILogger logger, string configured, string members);

    [LoggerMessage(4017, LogLevel.Error, "The raft log in {Directory} is damaged: {Reason}")]
    internal static partial void LogDamaged(this ILogger logger, string directory, string reason);

    [LoggerMessage(4018, LogLevel.Error, "The damaged raft log was moved to {Aside}; this node goes on from entry {Index}, which its database holds, and gets the rest from its peers")]
    internal static partial void LogSetAside(this ILogger logger, string aside, long index);

    [LoggerMessage(4019, LogLevel.Warning, "The raft log that the database belonged to is gone: this node begins empty and is filled by its peers. What it held before is in {File}")]
    internal static partial void DecidedStateReplaced(this ILogger logger, string file);

    [LoggerMessage(4020, LogLevel.Information, "The database was filled from the node's own snapshot of entry {Index}")]
    internal static partial void RestoredFromSnapshot(this ILogger logger, long index);

    [LoggerMessage(4021, LogLevel.Information, "Installed the leader's snapshot of entry {Index}")]
    internal static partial void InstalledSnapshot(this ILogger logger, long index);

    [LoggerMessage(4022, LogLevel.Warning, "The snapshot {File} is removed: {Reason}")]
    internal static partial void SnapshotDamaged(this ILogger logger, string file, string reason);

    [LoggerMessage(4023, LogLevel.Error, "The snapshot of entry {Index} could not be written, the raft log grows until one can: {Reason}")]
    internal static partial void SnapshotFailed(this ILogger logger, long index, string reason);

    [LoggerMessage(4024, LogLevel.Warning, "A peer asked for the same snapshot again and again; it is offered a newer one")]
    internal static partial void OfferedFreshSnapshot(this ILogger logger);

    [LoggerMessage(4025, LogLevel.Debug, "The leader's address was not written into the log: {Reason}")]
    internal static partial void NotAnnounced(this ILogger logger, string reason);

    [LoggerMessage(4026, LogLevel.Critical, "A part of the raft node died")]
    internal static partial void LoopDied(this ILogger logger, Exception exception);

    [LoggerMessage(4027, LogLevel.Warning, "The raft port {Address} is open to everyone who can reach it: without TLS any program there can vote, write and depose the leader. Set RaftTlsCertFile, RaftTlsKeyFile and RaftTlsCaFile on every node, or let the nodes alone reach the port")]
    internal static partial void RaftPortUnauthenticated(this ILogger logger, string address);

    [LoggerMessage(4028, LogLevel.Information, "The raft port takes peers with a certificate of {CaFile} alone; this node's own, {CertFile}, is valid until {NotAfter:yyyy-MM-dd HH:mm:ss}Z, renew it before and restart")]
    internal static partial void RaftPortUsesTls(this ILogger logger, string caFile, string certFile, DateTime notAfter);

    [LoggerMessage(4029, LogLevel.Warning, "Refused a raft {Side}: {Reason}. If it is a node of this cluster, give it a valid certificate of RaftTlsCaFile. Said once a minute at most")]
    internal static partial void RaftPeerRefused(this ILogger logger, string side, string reason);

    [LoggerMessage(4030, LogLevel.Information, "Hands leadership over to {Address} at the end of term {Term}")]
    internal static partial void HandsOver(this ILogger logger, string address, long term);

    [LoggerMessage(4031, LogLevel.Warning, "Gives leadership up for {Address}, which perhaps does not know of it: {Reason}")]
    internal static partial void HandsOverUnheard(this ILogger logger, string address, string reason);

    [LoggerMessage(4032, LogLevel.Warning, "Stops without having handed leadership over: {Reason}")]
    internal static partial void NotHandedOver(this ILogger logger, string reason);

    [LoggerMessage(4033, LogLevel.Information, "Added raft member {Address}; the members are now {Members}")]
    internal static partial void MemberAdded(this ILogger logger, string address, string members);

    [LoggerMessage(4034, LogLevel.Information, "Removed raft member {Address}; the members are now {Members}")]
    internal static partial void MemberRemoved(this ILogger logger, string address, string members);

    [LoggerMessage(4035, LogLevel.Information, "This node, {Address}, has no members yet and asks {Member} to make it one")]
    internal static partial void Joins(this ILogger logger, string address, Uri member);

    [LoggerMessage(4036, LogLevel.Warning, "This node, {Address}, is no member yet, and asks again and again: {Reason}")]
    internal static partial void NotJoined(this ILogger logger, string address, string reason);

    [LoggerMessage(4037, LogLevel.Information, "This node, {Address}, is a member now; the members are {Members}")]
    internal static partial void Joined(this ILogger logger, string address, string members);

    [LoggerMessage(4038, LogLevel.Warning, "The configurations of the members contradict each other: {Difference}")]
    internal static partial void ConfigurationsDiffer(this ILogger logger, string difference);

    [LoggerMessage(4039, LogLevel.Debug, "The leader was not told how this node is: {Reason}")]
    internal static partial void HealthNotReported(this ILogger logger, string reason);

    [LoggerMessage(4100, LogLevel.Information, "This server is {Holder} and keeps its leadership and decisions in {Database}")]
    internal static partial void Shares(this ILogger logger, string holder, string database);

    [LoggerMessage(4101, LogLevel.Information, "Took the lease under fencing token {Token} on database server {Database}")]
    internal static partial void TookLease(this ILogger logger, long token, string database);

    [LoggerMessage(4102, LogLevel.Warning, "Leads no more under fencing token {Token}: {Reason}")]
    internal static partial void LeaseEnded(this ILogger logger, long token, string reason);

    [LoggerMessage(4103, LogLevel.Warning, "The lease could not be given back, the others wait for its end: {Reason}")]
    internal static partial void NotGivenBack(this ILogger logger, string reason);

    [LoggerMessage(4104, LogLevel.Warning, "Another database server answers now: {Database}. What this server decided lately is written there again, and a new term begins before anything else is")]
    internal static partial void OtherDatabase(this ILogger logger, string database);

    [LoggerMessage(4105, LogLevel.Information, "In touch with the shared database")]
    internal static partial void DatabaseInTouch(this ILogger logger);

    [LoggerMessage(4106, LogLevel.Error, "Out of touch with the shared database; without it this server leads and answers no more: {Reason}")]
    internal static partial void DatabaseOutOfTouch(this ILogger logger, string reason, Exception? bug);

    [LoggerMessage(4107, LogLevel.Warning, "No majority of HaPeers supports this server, so that it does not lead: {Refusals}")]
    internal static partial void NoMajority(this ILogger logger, string refusals);

    [LoggerMessage(4108, LogLevel.Information, "A majority of HaPeers supports this server")]
    internal static partial void MajoritySupports(this ILogger logger);

    [LoggerMessage(4109, LogLevel.Information, "The new term waits for servers that have not written again yet what they had stored: {Holders}")]
    internal static partial void WaitsForOthers(this ILogger logger, string holders);

    [LoggerMessage(4110, LogLevel.Warning, "A change that this server began as the leader was refused: {Reason}")]
    internal static partial void CameLate(this ILogger logger, string reason);

    [LoggerMessage(4111, LogLevel.Warning, "HaPeers is wrong: {Peer} is {Who}. It counts once, and the majority that is needed is that of the whole list: list every other server once")]
    internal static partial void PeerCountedOnce(this ILogger logger, Uri peer, string who);

    [LoggerMessage(4041, LogLevel.Error, "Entry {Index} of the raft log waits for the database: {Reason}")]
    internal static partial void EntryWaits(this ILogger logger, long index, string reason);

    [LoggerMessage(4042, LogLevel.Error, "This node does not lead and is not elected while its own database takes no writes: {Reason}")]
    internal static partial void BackendLost(this ILogger logger, string reason);

    [LoggerMessage(4043, LogLevel.Information, "The node's own database takes writes again")]
    internal static partial void BackendIsBack(this ILogger logger);

    [LoggerMessage(4044, LogLevel.Error, "Nothing is taken from the leader. {Reason}")]
    internal static partial void ForeignLeaderRefused(this ILogger logger, string reason);

    [LoggerMessage(4045, LogLevel.Error, "The file in {Directory} that holds the term and the vote of this node was lost or damaged, and the log was not: this node goes on in term {Term} and votes in none before the next")]
    internal static partial void VoteLost(this ILogger logger, string directory, long term);

    [LoggerMessage(4046, LogLevel.Warning, "This node stands still at entry {Index} of the raft log while its leader is ahead: it asks {Leader} for a snapshot of now")]
    internal static partial void AsksForSnapshot(this ILogger logger, long index, Uri leader);

    [LoggerMessage(4047, LogLevel.Warning, "{Leader} did not take a snapshot when this node asked for one: {Reason}")]
    internal static partial void SnapshotNotHad(this ILogger logger, Uri leader, string reason);
}
