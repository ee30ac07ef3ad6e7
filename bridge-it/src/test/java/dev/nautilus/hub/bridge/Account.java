package dev.nautilus.hub.bridge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What one engine got: of each publisher and key the numbers 1, 2, 3 ... once and in order, and
/// when. One thread at a time hands in, for a client's lanes hand over on threads of their own.
final class Account {
  private static final long NOTABLE = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier ticker;
  private final InstantSource clock;
  private final Map<String, Integer> last = new HashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Pause> pauses = new ArrayList<>();

  /// How old messages were when they came, the oldest of each tenth of a second in which one came.
  private final NavigableMap<Long, Long> oldest = new TreeMap<>();

  private long doubled;
  private long outOfOrder;
  private long received;
  private long lastAtNanos;
  private boolean flowing;

  /// A time in which nothing came.
  ///
  /// @param from ticker reading
  /// @param to ticker reading
  record Pause(long from, long to) {
    long nanos() {
      return to - from;
    }

    /// How much of it lies in another one.
    long within(Pause other) {
      return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }
  }

  Account() {
    this(System::nanoTime, InstantSource.system());
  }

  /// @param ticker steady nanoseconds
  Account(LongSupplier ticker, InstantSource clock) {
    this.ticker = ticker;
    this.clock = clock;
  }

  /// @param sentAt when it was published, by the clock of this machine
  synchronized void accept(String line, int number, Instant sentAt) {
    long now = ticker.getAsLong();
    if (flowing) {
      paused(now);
      oldest.merge(now / SLOT, Duration.between(sentAt, clock.instant()).toNanos(), Math::max);
    }
    lastAtNanos = now;
    received++;
    int before = last.getOrDefault(line, 0);
    if (number == before + 1) {
      last.put(line, number);
    } else if (number <= before) {
      doubled++;
      faults.add(line + " had " + before + ", came " + number);
    } else {
      outOfOrder++;
      faults.add(line + " missed " + (before + 1) + " to " + (number - 1));
      last.put(line, number);
    }
  }

  private void paused(long now) {
    if (now - lastAtNanos > NOTABLE) {
      pauses.add(new Pause(lastAtNanos, now));
    }
  }

  /// From now on, or no longer, what comes is expected to come without a break.
  synchronized void flows(boolean now) {
    long at = ticker.getAsLong();
    if (flowing) {
      paused(at);
    }
    flowing = now;
    lastAtNanos = at;
  }

  /// The longest pause that touches a time; an empty one when there was none worth a word.
  synchronized Pause longest(long from, long to) {
    Pause longest = new Pause(from, from);
    for (Pause each : pauses) {
      if (each.to() >= from && each.from() <= to && each.nanos() > longest.nanos()) {
        longest = each;
      }
    }
    return longest;
  }

  /// How long nothing came in a time, in all, in nanoseconds.
  synchronized long paused(Pause time) {
    return pauses.stream().mapToLong(each -> each.within(time)).sum();
  }

  /// How old the oldest was of what came in a time, in nanoseconds.
  synchronized long oldest(long from, long to) {
    return oldest.subMap(from / SLOT, true, to / SLOT, true).values().stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  synchronized int last(String line) {
    return last.getOrDefault(line, 0);
  }

  synchronized long received() {
    return received;
  }

  /// Messages that came again or after a later one.
  synchronized long doubled() {
    return doubled;
  }

  /// Holes, of whatever size.
  synchronized long holes() {
    return outOfOrder;
  }

  /// The first few things that were wrong.
  List<String> faults() {
    return faults.stream().limit(10).toList();
  }
}
