using System.Runtime.InteropServices;

namespace Ham4db.Testing;

/// <summary>
/// A wall clock that a test puts forward and back under a running process, as a bad time server does. The monotonic clock is not touched, as
/// the system's own is not.
/// </summary>
/// <remarks>A small library, loaded before all others, answers the process's questions for the time of day.</remarks>
public sealed class SteppedClock : IDisposable
{
    private const string Variable = "HAM4DB_TEST_CLOCK";

    private const string Source =
        """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static volatile int64_t *offset;

        __attribute__((constructor)) static void attach(void) {
          const char *path = getenv("HAM4DB_TEST_CLOCK");
          int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
          if (file < 0) return;
          void *mapped = mmap(0, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
          close(file);
          if (mapped != MAP_FAILED) offset = mapped;
        }

        int clock_gettime(clockid_t clock, struct timespec *at) {
          int result = (int)syscall(SYS_clock_gettime, clock, at);
          if (result == 0 && offset && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += *offset;
          return result;
        }

        int gettimeofday(struct timeval *restrict at, void *restrict zone) {
          struct timespec now;
          (void)zone;
          clock_gettime(CLOCK_REALTIME, &now);
          at->tv_sec = now.tv_sec;
          at->tv_usec = now.tv_nsec / 1000;
          return 0;
        }

        time_t time(time_t *at) {
          struct timespec now;
          clock_gettime(CLOCK_REALTIME, &now);
          if (at) *at = now.tv_sec;
          return now.tv_sec;
        }
        """;

    private readonly TemporaryDirectory _directory;
    private readonly string _offset;

    private SteppedClock(TemporaryDirectory directory)
    {
        _directory = directory;
        _offset = directory.Combine("offset");
        Step(TimeSpan.Zero);
    }

    /// <summary>Why a clock cannot be stepped here; null when it can.</summary>
    public static string? Unsupported
        => !OperatingSystem.IsLinux() ? "the clock of one process is stepped on Linux alone"
            : Compiler is null ? "no C compiler is installed (Debian: gcc libc6-dev), which builds the library that steps a clock"
            : null;

    /// <summary>The variables that a process must be started with.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = _directory.Combine("clock.so"),
        [Variable] = _offset,
    };

    private static string? Compiler => ProgramPath.Find("cc", "gcc", "clang");

    /// <summary>Makes a clock that shows the right time.</summary>
    /// <exception cref="InvalidOperationException">None can be made here; see <see cref="Unsupported"/>.</exception>
    public static async Task<SteppedClock> CreateAsync(CancellationToken cancellationToken = default)
    {
        var directory = new TemporaryDirectory("clock");
        try
        {
            var source = directory.Combine("clock.c");
            await File.WriteAllTextAsync(source, Source, cancellationToken).ConfigureAwait(false);
            var compiler = ChildProcess.Start(
                "the C compiler",
                Compiler ?? throw new InvalidOperationException($"No clock can be made: {Unsupported}."),
                ["-shared", "-fPIC", "-O1", "-o", directory.Combine("clock.so"), source]);
            await using (compiler.ConfigureAwait(false))
            {
                return await compiler.WaitForExitAsync(cancellationToken).ConfigureAwait(false) == 0
                    ? new SteppedClock(directory)
                    : throw new InvalidOperationException($"The library that steps a clock could not be built: {compiler.Tail()}");
            }
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Puts the clock to the right time and <paramref name="offset"/>, at once, for processes that run with it.</summary>
    /// <param name="offset">Whole seconds; negative is the past.</param>
    public void Step(TimeSpan offset)
    {
        // Eight bytes in one write into the mapped file: a reader sees the old value or the new one.
        var seconds = (long)offset.TotalSeconds;
        using var file = new FileStream(_offset, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in seconds)));
    }

    /// <summary>Removes the library. The processes that run with it must have ended.</summary>
    public void Dispose() => _directory.Dispose();
}
