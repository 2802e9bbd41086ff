using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Packaging;

/// <summary>A test that needs a linker for native programs; skipped where none is installed.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
        => Skip = (Clang ?? ProgramPath.Find("gcc")) is null ? "neither clang nor gcc is installed (Debian: gcc libc6-dev zlib1g-dev)" : null;

    /// <summary>The linker that .NET takes by itself; null where it must be told to take another.</summary>
    public static string? Clang { get; } = ProgramPath.Find("clang");
}
