using Ham4db.Server.Api.Replies;

namespace Ham4db.Server.Api.Routing;

/// <summary>Answers one request. Refusals are thrown as <see cref="RequestRefusedException"/>.</summary>
internal delegate ValueTask<Reply> EndpointHandler(ApiRequest request, CancellationToken cancellationToken);
