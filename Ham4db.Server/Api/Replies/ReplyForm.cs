namespace Ham4db.Server.Api.Replies;

/// <summary>How a reply's payload is sent.</summary>
internal enum ReplyForm
{
    /// <summary>The value alone.</summary>
    Bare,

    /// <summary>In an envelope with code <c>OK</c> and a message.</summary>
    Envelope,

    /// <summary>In an envelope with code <c>ERROR</c> and a message.</summary>
    ErrorEnvelope,
}
