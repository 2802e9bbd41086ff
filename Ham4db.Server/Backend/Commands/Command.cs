using System.Text.Json.Serialization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Commands;

/// <summary>A decision of an operator or the leader: what the command log carries to every node. Its name on the log is never reused.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(RegisterInstance), "discover")]
[JsonDerivedType(typeof(ForgetInstance), "forget")]
[JsonDerivedType(typeof(ForgetCluster), "forget-cluster")]
[JsonDerivedType(typeof(BeginDowntime), "begin-downtime")]
[JsonDerivedType(typeof(EndDowntime), "end-downtime")]
[JsonDerivedType(typeof(RegisterCandidate), "register-candidate")]
[JsonDerivedType(typeof(PutTag), "put-instance-tag")]
[JsonDerivedType(typeof(DeleteTag), "delete-instance-tag")]
[JsonDerivedType(typeof(SetClusterAlias), "set-cluster-alias-manual-override")]
[JsonDerivedType(typeof(SetLeaderUri), "leader-uri")]
[JsonDerivedType(typeof(RegisterHostnameUnresolve), "register-hostname-unresolve")]
[JsonDerivedType(typeof(SubmitPool), "submit-pool-instances")]
[JsonDerivedType(typeof(PutKeyValue), "put-key-value")]
[JsonDerivedType(typeof(PutKeyValues), "put-key-values")]
[JsonDerivedType(typeof(NoteInjectedPseudoGtid), "injected-pseudo-gtid")]
[JsonDerivedType(typeof(DisableGlobalRecoveries), "disable-global-recoveries")]
[JsonDerivedType(typeof(EnableGlobalRecoveries), "enable-global-recoveries")]
[JsonDerivedType(typeof(RegisterFailureDetection), "register-failure-detection")]
[JsonDerivedType(typeof(WriteRecovery), "write-recovery")]
[JsonDerivedType(typeof(WriteRecoveryStep), "write-recovery-step")]
[JsonDerivedType(typeof(ResolveRecovery), "resolve-recovery")]
[JsonDerivedType(typeof(AckRecovery), "ack-recovery")]
[JsonDerivedType(typeof(BeginMaintenance), "begin-maintenance")]
[JsonDerivedType(typeof(EndMaintenance), "end-maintenance")]
[JsonDerivedType(typeof(Heartbeat), "heartbeat")]
[JsonDerivedType(typeof(RegisterNode), "register-node")]
[JsonDerivedType(typeof(TakeSnapshot), "async-snapshot")]
[JsonDerivedType(typeof(Yield), "yield")]
[JsonDerivedType(typeof(YieldByHint), "yield-hint")]
[JsonDerivedType(typeof(RequestHealthReport), "request-health-report")]
public abstract record Command;

/// <summary>Every node follows this instance from now on.</summary>
public sealed record RegisterInstance(InstanceKey Key) : Command;

/// <summary>Every node forgets this instance, and ignores it for a while, so that a probe under way does not bring it back.</summary>
public sealed record ForgetInstance(InstanceKey Key) : Command;

/// <summary>Every node forgets these instances of a cluster. The leader lists them, since nodes may have seen different ones.</summary>
public sealed record ForgetCluster(string ClusterName, IReadOnlyList<InstanceKey> Members) : Command;

/// <summary>Begins or replaces a downtime.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Duration">More than zero, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record BeginDowntime(InstanceKey Key, string Owner, string Reason, TimeSpan Duration) : Command;

/// <summary>Ends a downtime; nothing happens when there is none.</summary>
public sealed record EndDowntime(InstanceKey Key) : Command;

/// <summary>Registers a promotion rule.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Rule">The rule; never <see cref="PromotionRule.Must"/>.</param>
/// <param name="Expiry">How long it holds, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record RegisterCandidate(InstanceKey Key, PromotionRule Rule, TimeSpan Expiry) : Command;

/// <summary>Sets a tag; the value may be empty.</summary>
public sealed record PutTag(InstanceKey Key, string Name, string Value) : Command;

/// <summary>Removes a tag.</summary>
/// <param name="Key">The instance; null removes it from every instance, which needs a value.</param>
/// <param name="Name">The tag's name.</param>
/// <param name="Value">Only where it has this value; null for any value.</param>
public sealed record DeleteTag(InstanceKey? Key, string Name, string? Value) : Command;

/// <summary>Sets an alias that wins over a detected one; empty removes the override.</summary>
public sealed record SetClusterAlias(string ClusterName, string Alias) : Command;

/// <summary>A new leader tells its HTTP address.</summary>
public sealed record SetLeaderUri(Uri Uri) : Command;

/// <summary>Registers the name under which replicas reach a host, instead of the one that it resolves to.</summary>
/// <param name="Hostname">The host's resolved name.</param>
/// <param name="UnresolvedHostname">The name to use instead; empty removes the registration.</param>
/// <param name="Expiry">How long it holds, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record RegisterHostnameUnresolve(string Hostname, string UnresolvedHostname, TimeSpan Expiry) : Command;

/// <summary>Replaces what a pool consists of.</summary>
/// <param name="Pool">The pool's name.</param>
/// <param name="Members">Its instances from now on; none removes the pool.</param>
/// <param name="Expiry">How long they belong to it, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record SubmitPool(string Pool, IReadOnlyList<InstanceKey> Members, TimeSpan Expiry) : Command;

/// <summary>Sets a pair of the key-value store; the value may be empty.</summary>
public sealed record PutKeyValue(string Key, string Value) : Command;

/// <summary>Sets several pairs at once, as <see cref="PutKeyValue"/> sets one: nobody sees one half of them.</summary>
public sealed record PutKeyValues(IReadOnlyList<KVPair> Pairs) : Command;

/// <summary>A pseudo-GTID entry was written on the master of this cluster.</summary>
public sealed record NoteInjectedPseudoGtid(string ClusterName) : Command;
