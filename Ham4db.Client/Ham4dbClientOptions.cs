using System.Net;
using Polly;

namespace Ham4db.Client;

/// <summary>How to reach a cluster. Only <see cref="Endpoints"/> is required.</summary>
public sealed class Ham4dbClientOptions
{
    /// <summary>
    /// Addresses of the nodes, for example <c>http://db-1:3000</c>. A trailing <c>/api</c> is accepted. All nodes, or some of them: one
    /// that can be reached is enough to find the leader, when it can route to it.
    /// </summary>
    public IList<string> Endpoints { get; init; } = [];

    /// <summary>
    /// Finds addresses of nodes, for example in a service registry; they are used beside <see cref="Endpoints"/>. Called when a leader is searched
    /// and the last answer is older than 30 seconds; bounded by <see cref="ProbeTimeout"/>. While it fails, what it found before is used.
    /// </summary>
    /// <value>The default is null: only <see cref="Endpoints"/> are used.</value>
    public Func<CancellationToken, Task<IReadOnlyList<string>>>? FindEndpoints { get; set; }

    /// <summary>
    /// Whether each host name stands for all addresses that it resolves to, one node each, as with a headless service of Kubernetes. Resolved
    /// again when a leader is searched and the last answer is older than 30 seconds. Certificates are checked against the name, which TLS and the
    /// <c>Host</c> header carry as well. While a name cannot be resolved, its last addresses are used.
    /// </summary>
    /// <value>The default is false: one name is one node.</value>
    public bool ResolveAddresses { get; set; }

    /// <summary>
    /// Whether the members that the leader names (<c>raft-peers</c>) are used as well, under the scheme and port of the leader's own address.
    /// They are sent the credentials: allow it only where the leader is trusted to name them.
    /// </summary>
    /// <value>The default is false.</value>
    public bool LearnEndpoints { get; set; }

    /// <summary>Bounds a call end to end: finding the leader, every try and every pause.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bounds one probe of one node, and the making of one connection. When it is longer than the call's deadline, that one counts.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a leader may be silent on a read before the other nodes are asked beside it.</summary>
    /// <value>The default is 100 milliseconds.</value>
    public TimeSpan SilenceBeforeProbe { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Whether to listen to what the nodes tell of the leader, from the first call on: one long request to each node that offers it. A change
    /// of leader is then known before a request fails by it. Set it to false in a program that makes a few calls and ends.
    /// </summary>
    /// <value>The default is true.</value>
    public bool WatchLeader { get; set; } = true;

    /// <summary>User of HTTP basic authentication; null or empty sends none.</summary>
    public string? User { get; set; }

    /// <summary>Password of HTTP basic authentication. Never logged.</summary>
    public string? Password { get; set; }

    /// <summary>Name of a header that tells a proxy-authenticated user, for example <c>X-Forwarded-User</c>; null sends none.</summary>
    public string? UserHeaderName { get; set; }

    /// <summary>Value of the header named by <see cref="UserHeaderName"/>.</summary>
    public string? UserHeaderValue { get; set; }

    /// <summary>
    /// Token for servers with <c>AuthenticationMethod</c> <c>token</c>, sent as the cookie <c>access-token</c>, for example <c>public:secret</c>; null
    /// sends none. Never logged.
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>PEM file with the authorities that may have signed the nodes' certificates, instead of the machine's; null trusts the machine's.</summary>
    public string? TlsCaFile { get; set; }

    /// <summary>PEM file with the certificate to show to the nodes, and those that lead to its authority; null shows none.</summary>
    public string? TlsCertFile { get; set; }

    /// <summary>PEM file with the key of <see cref="TlsCertFile"/>, not encrypted.</summary>
    public string? TlsKeyFile { get; set; }

    /// <summary>Which kind of server to speak to.</summary>
    /// <value>The default is <see cref="ServerDialect.Auto"/>.</value>
    public ServerDialect Dialect { get; set; } = ServerDialect.Auto;

    /// <summary>
    /// Builds the pipeline that makes the tries of each call to the leader, instead of the client's own. Called once, when the client is made.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The pipeline decides how often a call is tried, and how long to pause between tries; it may bound a try, break the circuit, limit the
    /// rate. What is safe stays the client's: where <see cref="CallTry.MayBeRepeated"/> is false nothing is sent again, tries are made one after the
    /// other, and <see cref="Deadline"/> ends the call. The client's own pauses, and the budget that paces the repetitions of all calls, are
    /// gone: a pipeline without pauses makes an outage worse.
    /// </para>
    /// <para>
    /// A pipeline that gives up early gives the caller the exception of the last try, with all tries. What it throws itself reaches the caller
    /// as it is; where a change may have been made, as the inner exception of <see cref="OutcomeUnknownException"/>.
    /// </para>
    /// </remarks>
    /// <value>The default is null: what is safe is repeated until the deadline.</value>
    public Action<ResiliencePipelineBuilder<CallTry>>? Resilience { get; set; }

    /// <summary>Finds the addresses of a host name, for <see cref="ResolveAddresses"/>.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> ResolveHost { get; set; } = Dns.GetHostAddressesAsync;

    /// <summary>A copy that the caller cannot change any more.</summary>
    internal Ham4dbClientOptions Copy()
        => (Ham4dbClientOptions)MemberwiseClone();
}
