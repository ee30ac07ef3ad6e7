package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.Attempt;
import dev.nautilus.blocker.Blocker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one line per host and minute, however many calls there were. Of several applications in
/// one process only the first writes.
///
/// **Threads** Called on the blocker's thread alone.
final class AttemptJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AttemptJournal.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_HOSTS = 500;

  private final Optional<Blocker> blocker;
  private final LongSupplier ticker;
  private final Map<String, Line> lines =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Line> eldest) {
          return size() > MOST_HOSTS;
        }
      };
  private @Nullable Runnable stop;

  /// @param ticker nanoseconds from any origin
  AttemptJournal(Optional<Blocker> blocker, LongSupplier ticker) {
    this.blocker = blocker;
    this.ticker = ticker;
  }

  void start() {
    stop =
        blocker
            .map(
                running ->
                    running.listen(
                        "log",
                        (batch, first) -> {
                          if (first) {
                            batch.forEach(this::note);
                          }
                        }))
            .orElse(null);
  }

  @Override
  public void close() {
    if (stop != null) {
      stop.run();
      stop = null;
    }
  }

  /// Returns whether a line was written.
  boolean note(Attempt attempt) {
    Line line = lines.computeIfAbsent(attempt.host(), host -> new Line());
    long now = ticker.getAsLong();
    if (line.written && now - line.at < MINUTE_NANOS) {
      line.silent++;
      return false;
    }
    List<String> more =
        line.silent == 0 ? List.of() : List.of(" (" + line.silent + " more since the last line)");
    log.warn(
        "direct call to {}:{} {} at {}, from {}: {}{}",
        attempt.host(),
        attempt.port(),
        attempt.blocked() ? "refused" : "seen and let through",
        attempt.hook().label(),
        attempt.caller(),
        attempt.reason().text(),
        String.join("", more));
    line.written = true;
    line.at = now;
    line.silent = 0;
    return true;
  }

  /// What was last written of a host.
  private static final class Line {
    private boolean written;
    private long at;
    private long silent;
  }
}
