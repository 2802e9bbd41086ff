namespace Ham4db.Client.Cli.Arguments;

/// <summary>The options. Letters and long names are those of the shell scripts; what they lack has a long name only.</summary>
internal static class Options
{
    public static readonly Option Command = new("command", "c", "COMMAND", "the command, when it is not the first word");
    public static readonly Option Instance = new("instance", "i", "HOST[:PORT]", "instance; for some commands a text or a cluster");
    public static readonly Option Destination = new("destination", "ds", "HOST[:PORT]", "destination instance");
    public static readonly Option Alias = new("alias", "a", "CLUSTER", "cluster: its alias, its name, or one of its instances");
    public static readonly Option Owner = new("owner", "o", "NAME", "who asks; default: the user who runs the program");
    public static readonly Option Reason = new("reason", "r", "TEXT", "why; kept by the server");
    public static readonly Option Duration = new("duration", "u", "DURATION", "a number and s, m, h, d or w; default 10m");
    public static readonly Option PromotionRule = new("promotion-rule", "R", "RULE", "prefer, neutral, prefer_not or must_not");
    public static readonly Option Tag = new("tag", "t", "NAME[=VALUE]", "tag, or a comma separated list to look for");
    public static readonly Option Pool = new("pool", "l", "POOL", "pool");
    public static readonly Option Hostname = new("hostname", "H", "HOST", "host name, or a part of one for raft-elect-leader");
    public static readonly Option DefaultPort = new("default-port", "D", "PORT", "port of an instance given without one; default 3306");
    public static readonly Option Api = new("api", "U", "URLS", "endpoints of all nodes, separated by spaces; default $HAM4DB_API");
    public static readonly Option Path = new("path", "P", "PATH", "what follows /api/, for the command api");
    public static readonly Option Query = new("query", "q", "SQL", "statement");
    public static readonly Option Auth = new("auth", "b", "USER:PASSWORD", "basic authentication; better in the environment");
    public static readonly Option HeadersAuth = new("headers-auth", "e", "NAME:VALUE", "header that tells an authenticating proxy's user");
    public static readonly Option Binlog = new("binlog", "n", "NAME", "binary log");
    public static readonly Option Seconds = new("seconds", "S", "SECONDS", "seconds");
    public static readonly Option Position = new("position", "", "NUMBER", "position in the binary log");
    public static readonly Option Process = new("process", "", "ID", "process on the database server");
    public static readonly Option Id = new("id", "", "ID", "number of a recovery, a detection or a maintenance");
    public static readonly Option Uid = new("uid", "", "UID", "unique name of a recovery");
    public static readonly Option Page = new("page", "", "NUMBER", "page of a long list, from 0");
    public static readonly Option Pattern = new("pattern", "", "REGEX", "only the replicas whose host:port matches");
    public static readonly Option Member = new("member", "", "HOST[:PORT]", "raft address of a node of the service");
    public static readonly Option Node = new("node", "", "URL", "base address of a node of the service");
    public static readonly Option Interval = new("interval", "", "DURATION", "for watch: time between two looks; default 2s");
    public static readonly Option Output = new("output", "", "FORM", "text as the shell script prints it, json for the reply as JSON, or table");
    public static readonly Option Timeout = new("timeout", "", "DURATION", "longest time for the whole command; default 30s");
    public static readonly Option Retry = new("retry", "", null, "repeat what got no answer, where that is safe; the default");
    public static readonly Option NoRetry = new("no-retry", "", null, "send the request once, and tell how that ended");
    public static readonly Option DryRun = new("dry-run", "", null, "change nothing; ask the server whether it would, where it offers that");
    public static readonly Option Yes = new("yes", "", null, "do not ask before a destructive command; nobody is asked in a pipe");
    public static readonly Option Context = new("context", "", "NAME", "named endpoints and credentials; default $HAM4DB_CONTEXT, see contexts");
    public static readonly Option CaFile = new("ca-file", "", "FILE", "PEM file of the authorities of the nodes' certificates");
    public static readonly Option CertFile = new("cert-file", "", "FILE", "PEM file of a certificate to show to the nodes");
    public static readonly Option KeyFile = new("key-file", "", "FILE", "PEM file of its key");
    public static readonly Option PasswordStdin = new("password-stdin", "", null, "for contexts add: the password is read from standard input");
    public static readonly Option TokenStdin = new("token-stdin", "", null, "for contexts add: an access token is read from standard input");
    public static readonly Option Explain = new("explain", "", null, "tell on standard error who was asked, how often, how long");
    public static readonly Option Quiet = new("quiet", "", null, "print no answer; errors and the exit code tell");
    public static readonly Option Help = new("help", "h", null, "this text, or the help of one command");
    public static readonly Option Version = new("version", "", null, "the version of this program");

    /// <summary>Every option, in the order of help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        Command, Instance, Alias, Destination, Owner, Reason, Duration, PromotionRule, Tag, Pool, Hostname, Path, Query, Binlog, Seconds,
        Position, Process, Id, Uid, Page, Pattern, Member, Node, Interval,
        DefaultPort, Api, Context, Auth, HeadersAuth, PasswordStdin, TokenStdin, CaFile, CertFile, KeyFile,
        Output, Timeout, Retry, NoRetry, DryRun, Yes, Explain, Quiet, Help, Version,
    ];
}
