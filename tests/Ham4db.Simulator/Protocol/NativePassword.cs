using System.Security.Cryptography;
using System.Text;

namespace Ham4db.Simulator.Protocol;

/// <summary>The authentication plugin <c>mysql_native_password</c>.</summary>
internal static class NativePassword
{
    public const string PluginName = "mysql_native_password";

    /// <summary>Twenty random bytes that clients mix into their answer; none is zero, which would end the text.</summary>
    public static byte[] NewScramble()
    {
        var scramble = RandomNumberGenerator.GetBytes(20);
        for (var i = 0; i < scramble.Length; i++)
        {
            scramble[i] = (byte)('!' + (scramble[i] % 90));
        }

        return scramble;
    }

    /// <summary>Whether a client's answer to the scramble proves the password.</summary>
    public static bool Proves(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> scramble, string password)
        => CryptographicOperations.FixedTimeEquals(answer, Answer(scramble, password));

    /// <summary>The answer of a client that knows the password: empty for an empty one.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol prescribes SHA-1.")]
    private static byte[] Answer(ReadOnlySpan<byte> scramble, string password)
    {
        if (password.Length == 0)
        {
            return [];
        }

        var once = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        var twice = SHA1.HashData(once);
        var mask = SHA1.HashData([.. scramble, .. twice]);
        return [.. once.Zip(mask, (left, right) => (byte)(left ^ right))];
    }
}
