using CsCheck;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Backend;

/// <summary>Generates sequences of commands over a few instances, so that they meet each other.</summary>
internal static class Commands
{
    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<InstanceKey> Key = Gen.Select(OneOf("a", "b", "é:x"), Gen.Int[1, 3], (host, port) => new InstanceKey(host, port));
    private static readonly Gen<string> Word = OneOf("", "x", "y", "x\0y", "ä '\"; --");

    private static readonly Gen<string> LongName = Gen.Int[DecidedColumn.MaxNameLength - 1, DecidedColumn.MaxNameLength + 1].Select(length => new string('n', length));

    private static readonly Gen<string> Uid = OneOf("1:a", "2:b", "3:c");
    private static readonly Gen<ProcessingNode> Node = Gen.Select(Word, Word, (host, token) => new ProcessingNode(host, token));

    private static readonly Gen<ReplicationAnalysis> Analysis = Gen.Select(Key, Word, Word, Key.List[0, 3], Gen.Bool, Word.List[0, 2].Null(), (key, cluster, code, replicas, isActionable, structure) => new ReplicationAnalysis
    {
        AnalyzedInstanceKey = key,
        ClusterDetails = new ClusterInfo { ClusterName = cluster, ClusterAlias = code },
        AnalyzedInstanceBinlogCoordinates = new BinlogCoordinates(cluster, replicas.Count, BinlogType.Binary),
        Analysis = code,
        Replicas = replicas,
        CountReplicas = replicas.Count,
        IsActionableRecovery = isActionable,
        StructureAnalysis = structure,
        DowntimeRemainingSeconds = -replicas.Count,
    });

    private static readonly Gen<RecoveryResolution> Resolution = Gen.Select(Key.Nullable(), Word, Key.List[0, 3], Word.List[0, 2], Gen.Bool, (successor, alias, lost, errors, isSuccessful) => new RecoveryResolution
    {
        Successor = successor ?? InstanceKey.None,
        SuccessorAlias = alias,
        SuccessorCoordinates = isSuccessful ? new BinlogCoordinates(alias, 4, BinlogType.Binary) : null,
        IsSuccessful = isSuccessful,
        LostReplicas = lost,
        Errors = errors,
        RecoveryType = alias,
    });

    private static readonly Gen<Command> Any = Gen.OneOf(
        Key.Select(Command (key) => new RegisterInstance(key)),
        Key.Select(Command (key) => new ForgetInstance(key)),
        Gen.Select(Word, Key.List[0, 3], Command (name, keys) => new ForgetCluster(name, keys)),
        Gen.Select(Key, Word, Word, Gen.Int[0, 10_000], Command (key, owner, reason, minutes) => new BeginDowntime(key, owner, reason, TimeSpan.FromMinutes(minutes))),
        Key.Select(Command (key) => new EndDowntime(key)),
        Gen.Select(Key, Gen.Enum<PromotionRule>(), Gen.Int[0, 300], Command (key, rule, minutes) => new RegisterCandidate(key, rule, TimeSpan.FromMinutes(minutes))),
        Gen.Select(Key, Word, Word, Command (key, name, value) => new PutTag(key, name, value)),
        Gen.Select(Key.Nullable(), Word, Word.Null(), Command (key, name, value) => new DeleteTag(key, name, value)),
        Gen.Select(Word, Word, Command (name, alias) => new SetClusterAlias(name, alias)),
        Gen.Select(Word, Word, Gen.Int[-1, 300], Command (host, name, minutes) => new RegisterHostnameUnresolve(host, name, TimeSpan.FromMinutes(minutes))),
        Gen.Select(Word, Key.List[0, 3], Gen.Int[-1, 300], Command (pool, keys, minutes) => new SubmitPool(pool, keys, TimeSpan.FromMinutes(minutes))),
        Gen.Select(Word, Word, Command (name, value) => new PutKeyValue(name, value)),
        Gen.Select(Word, Word, Command (name, value) => new PutKeyValues([new KVPair { Key = name, Value = value }, new KVPair { Key = value, Value = name }])),
        Word.Select(Command (name) => new NoteInjectedPseudoGtid(name)),
        Gen.Select(Key, Word, Word, Gen.Int[-1, 10_000], Command (key, owner, reason, minutes) => new BeginMaintenance(key, owner, reason, TimeSpan.FromMinutes(minutes))),
        Gen.Select(Key.Nullable(), Gen.Long[0, 5].Nullable(), Command (key, id) => new EndMaintenance(key, id)),
        Gen.Const<Command>(new DisableGlobalRecoveries()),
        Gen.Const<Command>(new EnableGlobalRecoveries()),
        Gen.Select(Analysis, Node, Gen.Int[-1, 300], Gen.Int[-1, 300], Command (analysis, node, active, keep) => new RegisterFailureDetection(analysis, node, TimeSpan.FromMinutes(active), TimeSpan.FromMinutes(keep))),
        Gen.Select(Uid, Analysis, Node, Gen.Int[-1, 300], Gen.Int[-1, 300], Command (uid, analysis, node, active, keep) => new WriteRecovery(uid, analysis, node, active, TimeSpan.FromMinutes(active), TimeSpan.FromMinutes(keep))),
        Gen.Select(Uid, Word, Gen.Int[-1, 300], Command (uid, message, keep) => new WriteRecoveryStep(uid, message, TimeSpan.FromMinutes(keep))),
        Gen.Select(Uid, Resolution, Command (uid, resolution) => new ResolveRecovery(uid, resolution)),
        Gen.Select(Word, Word, Key.Nullable(), Word.Null(), Gen.Long[0, 3].Nullable(), Uid.Null(), Gen.Int[0, 5], Command (owner, comment, key, cluster, id, uid, all) => new AckRecovery(owner, comment) { Key = key, ClusterName = cluster, ClusterAlias = all == 1 ? owner : null, Id = id, Uid = uid, All = all == 0 }),
        LongName.Select(Command (name) => new PutTag(new InstanceKey("a", 1), name, name)),
        Gen.Int[1, 9].Select(Command (i) => new SetLeaderUri(new Uri($"http://n{i}:3000"))));

    public static readonly Gen<CommandEnvelope[]> Sequences = Gen.Select(
            Any, Gen.Int[0, 90], OneOf<string?>(null, "k1", "k2", "k3"), OneOf("d1", "d2"))
        .Array[0, 40]
        .Select(steps =>
        {
            var time = Fold.Noon;
            return steps.Select(step => step.Item1.At(time += TimeSpan.FromMinutes(step.Item2) + TimeSpan.FromTicks(7), step.Item3, step.Item4)).ToArray();
        });
}
