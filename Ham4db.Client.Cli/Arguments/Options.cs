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
    public static readonly Option Hostname = new("hostname", "H", "HOST", "host name for raft and name resolution");
    public static readonly Option DefaultPort = new("default-port", "D", "PORT", "port of an instance given without one; default 3306");
    public static readonly Option Api = new("api", "U", "URLS", "endpoints of all nodes, separated by spaces; default $HAM4DB_API");
    public static readonly Option Path = new("path", "P", "PATH", "what follows /api/, for the command api");
    public static readonly Option Query = new("query", "q", "SQL", "statement");
    public static readonly Option Auth = new("auth", "b", "USER:PASSWORD", "basic authentication; better in the environment");
    public static readonly Option HeadersAuth = new("headers-auth", "e", "NAME:VALUE", "header that tells an authenticating proxy's user");
    public static readonly Option Binlog = new("binlog", "n", "NAME", "binary log");
    public static readonly Option Seconds = new("seconds", "S", "SECONDS", "seconds");
    public static readonly Option Output = new("output", "", "text|json", "text as the shell script prints it, or the reply as JSON");
    public static readonly Option Timeout = new("timeout", "", "DURATION", "longest time for the whole command; default 30s");
    public static readonly Option Explain = new("explain", "", null, "tell on standard error who was asked, how often, how long");
    public static readonly Option Quiet = new("quiet", "", null, "print no answer; errors and the exit code tell");
    public static readonly Option Help = new("help", "h", null, "this text, or the help of one command");
    public static readonly Option Version = new("version", "", null, "the version of this program");

    /// <summary>Every option, in the order of help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        Command, Instance, Alias, Destination, Owner, Reason, Duration, PromotionRule, Tag, Pool, Hostname, Path, Query, Binlog, Seconds,
        DefaultPort, Api, Auth, HeadersAuth, Output, Timeout, Explain, Quiet, Help, Version,
    ];
}
