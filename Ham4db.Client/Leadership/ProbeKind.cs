namespace Ham4db.Client.Leadership;

/// <summary>What a node said when asked whether it leads.</summary>
internal enum ProbeKind
{
    /// <summary>It leads, or routes to the leader.</summary>
    Leads,

    /// <summary>It answered the question, with no.</summary>
    Follows,

    /// <summary>Something answered, but not the question: a proxy's page, a redirect, another service.</summary>
    Foreign,

    /// <summary>Nothing answered.</summary>
    Unreachable,
}
