using Microsoft.Extensions.DependencyInjection;

namespace Ham4db.Client;

internal sealed record Ham4dbClientBuilder(string Name, IServiceCollection Services, IHttpClientBuilder Transport) : IHam4dbClientBuilder;
