package dev.nautilus.bench.prefetch;

import dev.nautilus.hub.desk.CacheMode;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.hub.prefetch.Foresight;
import dev.nautilus.hub.prefetch.MindReport;
import dev.nautilus.hub.prefetch.PrefetchProperties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plays a trace through a cache with the published lifetimes, with and without guesses. The cache
/// is a map and the vendor a delay; the guesses are the product's own.
final class TraceRun {
  /// How long a vendor takes.
  private static final long VENDOR_MILLIS = 150;

  private final Map<Topic, Long> freshUntil = new HashMap<>();
  private final Map<Topic, Long> readyAt = new HashMap<>();
  private final Foresight foresight;
  private long now;
  private final Set<Topic> guessed = new HashSet<>();
  private long misses;
  private long fetched;
  private long ready;
  private long waited;

  /// What came of a trace.
  ///
  /// @param asks questions
  /// @param without vendor calls without guesses
  /// @param with vendor calls with guesses, those for guesses included
  /// @param ready guesses that were fetched and there when they were asked for
  /// @param waited guesses that were still under way then
  /// @param reports the product's own count, by engine
  record Result(
      long asks, long without, long with, long ready, long waited, List<MindReport> reports) {
    long fetched() {
      return reports.stream().mapToLong(MindReport::fetched).sum();
    }

    long used() {
      return reports.stream().mapToLong(MindReport::used).sum();
    }

    long wasted() {
      return reports.stream().mapToLong(MindReport::wasted).sum();
    }

    /// Vendor calls more than without guesses, as a fraction of those; below 0 when it saves some.
    double extra() {
      return without == 0 ? 0 : (double) (with - without) / without;
    }

    /// Of the fetched guesses that are settled, the fraction that was asked for; 1 without any.
    double precision() {
      return used() + wasted() == 0 ? 1 : (double) used() / (used() + wasted());
    }

    /// Of the questions that were guessed and fetched, the fraction that found the answer there;
    /// the others waited for the rest of a call that was under way. 1 without any.
    double withoutWait() {
      return ready + waited == 0 ? 1 : (double) ready / (ready + waited);
    }

    /// Of the questions that would have had to wait for a vendor, the fraction that did not.
    double coverage() {
      long missed = reports.stream().mapToLong(MindReport::missed).sum();
      return used() + missed == 0 ? 0 : (double) used() / (used() + missed);
    }

    /// Of the questions that were guessed, the fraction answered without a call of their own; 1
    /// without any.
    double predictedHit() {
      double hits = 0;
      double all = 0;
      for (MindReport each : reports) {
        Double rate = each.hitRate();
        if (rate != null) {
          hits += rate * each.right();
          all += each.right();
        }
      }
      return all == 0 ? 1 : hits / all;
    }
  }

  private TraceRun() {
    foresight =
        new Foresight(
            PrefetchProperties.DEFAULTS,
            type -> type.mode() == CacheMode.AGGRESSIVE,
            this::isAtHand);
  }

  static Result play(List<Ask> trace) {
    TraceRun without = new TraceRun();
    trace.forEach(ask -> without.request(ask));
    TraceRun with = new TraceRun();
    for (Ask ask : trace) {
      boolean missed = with.request(ask);
      for (Topic each : with.foresight.observe(ask.engine(), ask.topic(), missed)) {
        with.call(each);
        with.fetched++;
        with.guessed.add(each);
        with.foresight.fetched(ask.engine(), each);
      }
    }
    return new Result(
        trace.size(),
        without.misses,
        with.misses + with.fetched,
        with.ready,
        with.waited,
        List.copyOf(with.foresight.report().values()));
  }

  /// Whether a vendor had to be called. Who asks for what is being fetched waits for that.
  private boolean request(Ask ask) {
    now = ask.atMillis();
    if (guessed.remove(ask.topic())) {
      ready += isAtHand(ask.topic()) ? 1 : 0;
      waited += isUnderWay(ask.topic()) ? 1 : 0;
    }
    if (isAtHand(ask.topic()) || isUnderWay(ask.topic())) {
      return false;
    }
    misses++;
    call(ask.topic());
    return true;
  }

  private void call(Topic topic) {
    readyAt.put(topic, now + VENDOR_MILLIS);
    freshUntil.put(topic, now + VENDOR_MILLIS + topic.type().lifetime().toMillis());
  }

  private boolean isAtHand(Topic topic) {
    return readyAt.getOrDefault(topic, Long.MAX_VALUE) <= now
        && freshUntil.getOrDefault(topic, Long.MIN_VALUE) > now;
  }

  private boolean isUnderWay(Topic topic) {
    return readyAt.getOrDefault(topic, Long.MIN_VALUE) > now;
  }
}
