namespace Ham4db.Testing;

/// <summary>One line of <c>show stat</c>.</summary>
/// <param name="Proxy">Name of the backend or frontend (<c>pxname</c>).</param>
/// <param name="Server">Name of the server, or <c>FRONTEND</c> or <c>BACKEND</c> (<c>svname</c>).</param>
/// <param name="Status">For example <c>UP</c>, <c>DOWN</c>, <c>UP 1/3</c> or <c>OPEN</c> (<c>status</c>).</param>
/// <param name="Sessions">How many sessions it has now (<c>scur</c>).</param>
/// <param name="LastCheck">What the last health check met, for example <c>L7STS/404</c>; empty when none (<c>check_status</c>, <c>check_code</c>).</param>
public sealed record HaproxyServerState(string Proxy, string Server, string Status, int Sessions, string LastCheck)
{
    /// <summary>Whether requests go to it.</summary>
    public bool IsUp => Status == "UP";
}
