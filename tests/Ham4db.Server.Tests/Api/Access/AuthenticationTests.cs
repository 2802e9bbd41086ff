using System.Text;
using Ham4db.Server.Api.Access;
using Ham4db.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace Ham4db.Server.Tests.Api.Access;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(AuthenticationMethod.None, null, true, true)]
    [InlineData(AuthenticationMethod.Basic, null, false, false)]
    [InlineData(AuthenticationMethod.Basic, "Basic alice:secret", true, true)]
    [InlineData(AuthenticationMethod.Basic, "basic alice:secret", true, true)]
    [InlineData(AuthenticationMethod.Basic, "Basic alice:Secret", false, false)]
    [InlineData(AuthenticationMethod.Basic, "Basic Alice:secret", false, false)]
    [InlineData(AuthenticationMethod.Basic, "Basic alice:secret:more", false, false)]
    [InlineData(AuthenticationMethod.Basic, "Basic :", false, false)]
    [InlineData(AuthenticationMethod.Basic, "Bearer alice:secret", false, false)]
    [InlineData(AuthenticationMethod.Basic, "Basic readonly:x", false, false)]
    [InlineData(AuthenticationMethod.Multi, "Basic alice:secret", true, true)]
    [InlineData(AuthenticationMethod.Multi, "Basic readonly:anything", true, false)]
    [InlineData(AuthenticationMethod.Multi, "Basic readonly:", true, false)]
    [InlineData(AuthenticationMethod.Multi, "Basic bob:secret", false, false)]
    [InlineData(AuthenticationMethod.Multi, null, false, false)]
    public void Identify_Credentials_TellWhoGetsInAndWhoMayChange(AuthenticationMethod method, string? authorization, bool getsIn, bool mayChange)
    {
        var options = new HttpOptions { Authentication = method, AuthUser = "alice", AuthPassword = "secret" };

        var caller = Authentication.Identify(options, Headers("Authorization", Encode(authorization)));

        (caller is not null).ShouldBe(getsIn);
        (caller?.MayChange ?? false).ShouldBe(mayChange);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!not-base64!!!")]
    [InlineData("Basic bm8tY29sb24=")]
    [InlineData("")]
    public void Identify_BrokenCredentials_AreRefused(string authorization)
        => Authentication.Identify(Basic("alice", "secret"), Headers("Authorization", authorization)).ShouldBeNull();

    [Fact]
    public void Identify_NoUserConfigured_LetsNobodyIn()
        => Authentication.Identify(Basic(string.Empty, string.Empty), Headers("Authorization", Encode("Basic :"))).ShouldBeNull();

    [Theory]
    [InlineData("*", "carol", true)]
    [InlineData("*", null, false)]
    [InlineData("carol", "carol", true)]
    [InlineData("carol", "mallory", false)]
    [InlineData("carol", null, false)]
    public void Identify_Proxy_ReadsAreOpenAndChangesAreForNamedUsers(string power, string? user, bool mayChange)
    {
        var options = new HttpOptions { Authentication = AuthenticationMethod.Proxy, PowerAuthUsers = [power] };

        var caller = Authentication.Identify(options, Headers("X-Forwarded-User", user));

        caller.ShouldNotBeNull().MayChange.ShouldBe(mayChange);
    }

    private static HttpOptions Basic(string user, string password)
        => new() { Authentication = AuthenticationMethod.Basic, AuthUser = user, AuthPassword = password };

    private static HeaderDictionary Headers(string name, string? value)
    {
        var headers = new HeaderDictionary();
        if (value is not null)
        {
            headers[name] = value;
        }

        return headers;
    }

    private static string? Encode(string? credentials)
        => credentials?.Split(' ', 2) is [var scheme, var pair] ? $"{scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}" : credentials;
}
