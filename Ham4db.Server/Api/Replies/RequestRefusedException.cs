namespace Ham4db.Server.Api.Replies;

/// <summary>A request that is refused before anything was done. The message goes to the caller.</summary>
internal sealed class RequestRefusedException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status under strict status codes.</summary>
    public int Status { get; } = status;

    /// <summary>An argument cannot be used.</summary>
    public static RequestRefusedException BadArgument(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>An instance, cluster or tag is not known.</summary>
    public static RequestRefusedException NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    /// <summary>What is asked does not fit the state that things are in.</summary>
    public static RequestRefusedException Conflict(string message) => new(StatusCodes.Status409Conflict, message);
}
