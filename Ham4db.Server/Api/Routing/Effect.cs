namespace Ham4db.Server.Api.Routing;

/// <summary>What a request to an endpoint does.</summary>
internal enum Effect
{
    /// <summary>Reads only; may be repeated at will.</summary>
    Read,

    /// <summary>Changes something; needs write authorization, never follows from a cross-site request, and is never sent twice.</summary>
    Change,
}
