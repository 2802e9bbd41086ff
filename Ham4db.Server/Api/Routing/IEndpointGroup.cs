namespace Ham4db.Server.Api.Routing;

/// <summary>The endpoints of one feature.</summary>
internal interface IEndpointGroup
{
    /// <summary>The feature's rows of the table of endpoints.</summary>
    IEnumerable<ApiEndpoint> Endpoints { get; }
}
