using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;
using MySqlConnector;

namespace Ham4db.Server.Tests.Managed;

public sealed class ManagedConnectionStringTests
{
    private static readonly InstanceKey Key = new("db1.example", 3307);

    [Theory]
    [InlineData(false, false, false, MySqlSslMode.Disabled)]
    [InlineData(false, true, false, MySqlSslMode.Preferred)]
    [InlineData(true, true, false, MySqlSslMode.VerifyFull)]
    [InlineData(true, false, true, MySqlSslMode.Required)]
    public void Build_TlsSettings_GiveTheMode(bool mutual, bool mixed, bool skipVerify, MySqlSslMode expected)
    {
        var options = new ManagedOptions { UseMutualTls = mutual, UseMixedTls = mixed, TlsSkipVerify = skipVerify };

        ManagedConnectionString.Build(Key, options).SslMode.ShouldBe(expected);
    }

    [Fact]
    public void Build_MutualTls_SendsTheCertificate()
    {
        var options = new ManagedOptions { UseMutualTls = true, TlsCaFile = "ca.pem", TlsCertFile = "c.pem", TlsKeyFile = "k.pem" };

        var settings = ManagedConnectionString.Build(Key, options);

        (settings.SslCa, settings.SslCert, settings.SslKey).ShouldBe(("ca.pem", "c.pem", "k.pem"));
    }

    [Fact]
    public void Build_NoMutualTls_KeepsTheCertificateBack()
        => ManagedConnectionString.Build(Key, new ManagedOptions { TlsCertFile = "c.pem", TlsKeyFile = "k.pem" }).SslCert.ShouldBeEmpty();

    [Fact]
    public void Build_Timeouts_AreWholeSecondsAndNeverZero()
    {
        var settings = ManagedConnectionString.Build(
            Key, new ManagedOptions { ConnectTimeout = TimeSpan.FromMilliseconds(300), ProbeReadTimeout = TimeSpan.FromSeconds(2.5) });

        (settings.ConnectionTimeout, settings.DefaultCommandTimeout).ShouldBe((1u, 3u));
    }
}
