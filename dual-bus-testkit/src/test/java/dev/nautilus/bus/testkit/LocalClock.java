package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// A clock for one program that can jump while it runs, by a few lines of C between the program and
/// the system, compiled where a compiler is.
public final class LocalClock {
  private static final String BETWEEN =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <fcntl.h>
      #include <stdint.h>
      #include <stdlib.h>
      #include <sys/mman.h>
      #include <sys/time.h>

      static volatile int64_t *ahead;

      int gettimeofday(struct timeval *restrict now, void *restrict zone) {
        static int (*real)(struct timeval *, void *);
        if (!real) {
          real = (int (*)(struct timeval *, void *)) dlsym(RTLD_NEXT, "gettimeofday");
          int file = open(getenv("CLOCK_AHEAD"), O_RDONLY);
          ahead = mmap(0, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
        }
        int result = real(now, zone);
        now->tv_sec += *ahead;
        return result;
      }
      """;

  private final Path library;
  private final Path ahead;

  private LocalClock(Path library, Path ahead) {
    this.library = library;
    this.ahead = ahead;
  }

  /// A clock that is right at first; empty where there is no compiler, or this is not Linux.
  ///
  /// @param folder where its files go
  public static Optional<LocalClock> in(Path folder) throws IOException {
    if (!WrappedRedis.isOnPath("gcc") || !Files.exists(Path.of("/proc/self"))) {
      return Optional.empty();
    }
    Path source = Files.writeString(folder.resolve("clock.c"), BETWEEN);
    Path library = folder.resolve("clock.so");
    int failed =
        new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clock.log").toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    LocalClock clock = new LocalClock(library, folder.resolve("clock.ahead"));
    clock.set(Duration.ZERO);
    return failed == 0 ? Optional.of(clock) : Optional.empty();
  }

  /// Gives the clock to a server that is not started yet.
  public WrappedRedis giveTo(WrappedRedis redis) {
    return redis
        .environment("LD_PRELOAD", library.toString())
        .environment("CLOCK_AHEAD", ahead.toString());
  }

  /// From now on it is so much ahead of the right time; negative when behind.
  public void set(Duration difference) throws IOException {
    ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    seconds.putLong(0, difference.toSeconds());
    // Without truncating: the program has the file mapped.
    Files.write(ahead, seconds.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
