namespace Ham4db.Server.Api.Routing;

/// <summary>Which node answers an endpoint.</summary>
internal enum AnsweredBy
{
    /// <summary>The node that was asked.</summary>
    ThisNode,

    /// <summary>The leader; other nodes forward to it.</summary>
    Leader,
}
