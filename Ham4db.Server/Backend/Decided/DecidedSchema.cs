using System.Collections.Immutable;

namespace Ham4db.Server.Backend.Decided;

/// <summary>The tables that hold the decided state. Names and columns are those of released schemas: what is stored goes by them.</summary>
internal static class DecidedSchema
{
    private static readonly DecidedColumn Hostname = new("hostname", ColumnKind.Name);
    private static readonly DecidedColumn Port = new("port", ColumnKind.Number);

    public static readonly DecidedTable Registered = new("registered_instance", [Hostname, Port], []);

    public static readonly DecidedTable Forgotten = new("forgotten_instance", [Hostname, Port], [Time("forgotten_at")]);

    public static readonly DecidedTable Downtime = new(
        "downtime", [Hostname, Port], [Text("owner"), Text("reason"), Time("began_at"), Time("ends_at")]);

    public static readonly DecidedTable Candidate = new(
        "candidate", [Hostname, Port], [Name("promotion_rule"), Time("registered_at"), Time("expires_at")]);

    public static readonly DecidedTable Tag = new("instance_tag", [Hostname, Port, Name("tag_name")], [Text("tag_value")]);

    public static readonly DecidedTable Alias = new("cluster_alias_override", [Name("cluster_name")], [Text("alias")]);

    /// <summary>First answers by idempotency key; the status is a <see cref="Commands.CommandStatus"/>, the keys are JSON.</summary>
    public static readonly DecidedTable KeptResult = new(
        "idempotency", [Name("idempotency_key")], [Text("request_digest"), Time("kept_at"), Number("status"), Text("instance_keys"), Number("result_id")]);

    public static readonly DecidedTable UnresolvedHostname = new(
        "hostname_unresolve", [Hostname], [Text("unresolved_hostname"), Time("registered_at"), Time("expires_at")]);

    /// <summary>One row for each member; those of a pool have the same times.</summary>
    public static readonly DecidedTable PoolMember = new(
        "pool_instance", [Name("pool_name"), Hostname, Port], [Time("registered_at"), Time("expires_at")]);

    public static readonly DecidedTable KeyValue = new("kv_store", [Name("store_key")], [Text("store_value"), Time("updated_at")]);

    public static readonly DecidedTable InjectedPseudoGtid = new("injected_pseudo_gtid", [Name("cluster_name")], [Time("injected_at")]);

    public static readonly DecidedTable Maintenance = new(
        "maintenance", [Number("maintenance_id")], [Hostname, Port, Text("owner"), Text("reason"), Time("began_at"), Time("ends_at")]);

    /// <summary>The document is the JSON of a <see cref="Decided.FailureDetection"/>; the other columns are for searching.</summary>
    public static readonly DecidedTable Detection = new(
        "failure_detection",
        [Number("detection_id")],
        [
            Hostname, Port, Name("cluster_name"), Name("analysis"), Number("is_actionable"), Time("detected_at"), Time("active_until"),
            Time("kept_until"), Text("document"),
        ]);

    /// <summary>
    /// The document is the JSON of a <see cref="Decided.Recovery"/>; the other columns are for searching. Null is what has not happened yet.
    /// </summary>
    public static readonly DecidedTable Recovery = new(
        "recovery",
        [Number("recovery_id")],
        [
            Name("recovery_uid"), Hostname, Port, Name("cluster_name"), Name("analysis"), Time("started_at"), Time("ended_at"),
            Number("is_successful"), Time("active_until"), Time("acknowledged_at"), Time("kept_until"), Text("document"),
        ]);

    public static readonly DecidedTable RecoveryStep = new(
        "recovery_step", [Number("step_id")], [Name("recovery_uid"), Time("audit_at"), Text("message"), Time("kept_until")]);

    public static readonly DecidedTable Counter = new("decided_counter", [Name("counter_name")], [Number("last_number")]);

    /// <summary>Single values by name: see <see cref="DecidedRows"/>.</summary>
    public static readonly DecidedTable Metadata = new("metadata", [Name("name")], [Text("value")]);

    /// <summary>Every table, in the order in which they are written.</summary>
    public static ImmutableArray<DecidedTable> Tables { get; } =
    [
        Registered, Forgotten, Downtime, Candidate, Tag, Alias, UnresolvedHostname, PoolMember, KeyValue, InjectedPseudoGtid, Maintenance,
        Detection, Recovery, RecoveryStep, Counter, KeptResult, Metadata,
    ];

    private static DecidedColumn Name(string name) => new(name, ColumnKind.Name);

    private static DecidedColumn Number(string name) => new(name, ColumnKind.Number);

    private static DecidedColumn Time(string name) => new(name, ColumnKind.Time);

    private static DecidedColumn Text(string name) => new(name, ColumnKind.Text);
}
