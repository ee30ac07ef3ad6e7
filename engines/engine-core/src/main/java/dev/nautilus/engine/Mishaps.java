package dev.nautilus.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went wrong. Every mishap is counted and the last one kept; of those that repeat only the
/// 1st, 2nd, 4th, 8th ... is logged, because a reaction that fails on each quote would fill a disk.
final class Mishaps {
  private static final Logger log = LoggerFactory.getLogger(Mishaps.class);

  /// @param during what the engine was doing
  /// @param error class and message of what was thrown
  record Mishap(Instant at, String during, String error) {}

  /// One kind of mishap, and how often it was.
  ///
  /// @param code class of what was thrown, without its package
  /// @param times so far, 1 or more
  record Repeated(Mishap last, String code, long times, Instant firstAt) {}

  private final InstantSource clock;
  private final Map<String, Repeated> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Mishap last;
  private volatile Consumer<Repeated> listener = _ -> {};

  Mishaps(InstantSource clock) {
    this.clock = clock;
  }

  void note(String during, Throwable thrown) {
    Mishap mishap = new Mishap(clock.instant(), during, thrown.toString());
    last = mishap;
    String code = thrown.getClass().getSimpleName();
    Repeated repeated =
        seen.merge(
            during + "/" + thrown.getClass().getName(),
            new Repeated(mishap, code, 1, mishap.at()),
            (old, _) -> new Repeated(mishap, code, old.times() + 1, old.firstAt()));
    if (repeated.times() == 1) {
      log.warn("{} failed", during, thrown);
    } else if (Long.bitCount(repeated.times()) == 1) {
      log.warn("{} failed, {} times so far: {}", during, repeated.times(), thrown.toString());
    }
    if (Long.bitCount(repeated.times()) == 1) {
      listener.accept(repeated);
    }
  }

  /// Tells of what is logged, on the thread that met it.
  void tell(Consumer<Repeated> of) {
    listener = of;
  }

  @Nullable Mishap last() {
    return last;
  }
}
