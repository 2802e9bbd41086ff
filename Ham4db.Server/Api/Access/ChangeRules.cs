using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Access;

/// <summary>Who may make changes, and how.</summary>
internal static class ChangeRules
{
    /// <summary>Judges a change before anything is done for it.</summary>
    /// <returns>Null when it may go on, else the refusal.</returns>
    public static Reply? Refuse(HttpOptions options, HttpRequest request, Caller caller, ApiEndpoint endpoint)
    {
        if (!options.AllowChangesByGet && HttpMethods.IsGet(request.Method))
        {
            return Reply.Error(StatusCodes.Status405MethodNotAllowed, "Changes by GET are switched off (AllowChangesByGet): send POST.")
                with { Allowed = [HttpMethods.Post] };
        }

        if (CrossSite.Is(request))
        {
            return Reply.Error(StatusCodes.Status403Forbidden, "A page of another site sent this request: it changes nothing here.");
        }

        return (options.ReadOnly && !endpoint.IsBetweenServers) || !caller.MayChange ? Reply.Error(StatusCodes.Status403Forbidden, "Unauthorized") : null;
    }
}
