using System.Net;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

/// <summary>A directory with configuration files, gone when the test ends.</summary>
public sealed class ConfigurationFixture : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ham4db-configuration-");

    internal Dictionary<string, string> Environment { get; } = [];

    internal ConfigurationLoader Loader => new(Environment, host => host == "localhost" ? IPAddress.Loopback : null);

    public string Path(string name) => System.IO.Path.Combine(_directory.FullName, name);

    public string Write(string content, string name = "ham4db.conf.json")
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    internal LoadedConfiguration Load(string content) => Loader.Load([Write(content)]);

    internal string Refusal(string content)
    {
        var message = Should.Throw<ConfigurationException>(() => Load(content)).Message;
        message.ShouldNotContain('\n');
        return message.Replace(Path("ham4db.conf.json"), "FILE", StringComparison.Ordinal);
    }

    /// <summary>All values of an options record and of those in it, as text that can be compared.</summary>
    internal static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Describe))}]",
        _ when value.GetType() is { Namespace: "Ham4db.Server.Configuration", IsEnum: false } type
            => $"{{{string.Join(", ", type.GetProperties().Where(property => property.Name != "EqualityContract").Select(property => $"{property.Name}: {Describe(property.GetValue(value))}"))}}}",
        _ => value.ToString()!,
    };

    public void Dispose() => _directory.Delete(recursive: true);
}
