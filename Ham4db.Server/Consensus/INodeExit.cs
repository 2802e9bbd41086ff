namespace Ham4db.Server.Consensus;

/// <summary>Ends the process of a node that cannot go on. Whatever supervises it starts it again.</summary>
internal interface INodeExit
{
    /// <summary>Logs <paramref name="reason"/> as one line and ends the process with exit code 1. May return before the process has ended.</summary>
    void Exit(string reason);
}
