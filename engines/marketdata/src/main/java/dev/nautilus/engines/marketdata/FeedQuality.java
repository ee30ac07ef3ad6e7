package dev.nautilus.engines.marketdata;

import dev.nautilus.message.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// How good the data of one instrument were since the last report. Confined to the engine thread.
final class FeedQuality {
  private static final long LONGEST = TimeUnit.HOURS.toMicros(1);

  /// Percentiles within one percent.
  private static final int DIGITS = 2;

  /// One report.
  ///
  /// @param messages how many prints and quotes came
  /// @param gapRate missing messages for each that came
  /// @param duplicateRate duplicates for each that came
  /// @param lateRate prints too late for their bar for each that came
  /// @param tradedThrough trades outside the consolidated market
  /// @param crossedMillis how long the consolidated market was crossed
  /// @param staleMillis how long some venue was stale
  /// @param latencyP50Micros from the source's clock to the hub's, median; null without a message
  /// @param latencyP99Micros the same, 99th percentile
  record Report(
      long messages,
      double gapRate,
      double duplicateRate,
      double lateRate,
      long tradedThrough,
      long crossedMillis,
      long staleMillis,
      @Nullable Long latencyP50Micros,
      @Nullable Long latencyP99Micros) {

    /// A sentence with the numbers.
    String sentence() {
      return ("%d messages, missing %.4f, duplicate %.4f, late %.4f of them; %d trades through the"
              + " market; crossed %d ms, stale %d ms; latency %s us median, %s us 99 %%")
          .formatted(
              messages,
              gapRate,
              duplicateRate,
              lateRate,
              tradedThrough,
              crossedMillis,
              staleMillis,
              latencyP50Micros == null ? "unknown" : latencyP50Micros,
              latencyP99Micros == null ? "unknown" : latencyP99Micros);
    }
  }

  /// What was counted since the last report.
  ///
  /// @param latency microseconds and how many messages took as long
  record State(
      SortedMap<Long, Long> latency,
      long missing,
      long duplicates,
      long late,
      long tradedThrough,
      Duration crossed,
      Duration stale,
      @Nullable Instant crossedSince,
      @Nullable Instant staleSince) {}

  private final Histogram latency = new Histogram(LONGEST, DIGITS);
  private long missing;
  private long duplicates;
  private long late;
  private long tradedThrough;
  private Duration crossed = Duration.ZERO;
  private Duration stale = Duration.ZERO;
  private @Nullable Instant crossedSince;
  private @Nullable Instant staleSince;

  /// A message came. A source's clock that runs ahead of ours counts as no latency.
  void heard(Provenance provenance) {
    long micros =
        Duration.between(provenance.observedAt(), provenance.receivedAt()).toNanos() / 1_000;
    latency.recordValue(Math.clamp(micros, 0, LONGEST));
  }

  void missing(long count) {
    missing += count;
  }

  void duplicates(long count) {
    duplicates += count;
  }

  void late(long count) {
    late += count;
  }

  void tradedThrough() {
    tradedThrough++;
  }

  /// The consolidated market is like this from now on.
  void market(boolean isCrossed, boolean isStale, Instant now) {
    crossed = crossed.plus(since(crossedSince, now));
    crossedSince = isCrossed ? now : null;
    stale = stale.plus(since(staleSince, now));
    staleSince = isStale ? now : null;
  }

  private static Duration since(@Nullable Instant begin, Instant now) {
    return begin == null || now.isBefore(begin) ? Duration.ZERO : Duration.between(begin, now);
  }

  /// Reports and begins anew.
  Report report(Instant now) {
    market(crossedSince != null, staleSince != null, now);
    long messages = latency.getTotalCount();
    Report report =
        new Report(
            messages,
            rate(missing, messages),
            rate(duplicates, messages),
            rate(late, messages),
            tradedThrough,
            crossed.toMillis(),
            stale.toMillis(),
            messages == 0 ? null : latency.getValueAtPercentile(50),
            messages == 0 ? null : latency.getValueAtPercentile(99));
    latency.reset();
    missing = 0;
    duplicates = 0;
    late = 0;
    tradedThrough = 0;
    crossed = Duration.ZERO;
    stale = Duration.ZERO;
    return report;
  }

  private static double rate(long count, long messages) {
    return count / (double) Math.max(1, messages);
  }

  State state() {
    SortedMap<Long, Long> counts = new TreeMap<>();
    latency
        .recordedValues()
        .forEach(
            each -> counts.put(each.getValueIteratedTo(), each.getCountAddedInThisIterationStep()));
    return new State(
        counts, missing, duplicates, late, tradedThrough, crossed, stale, crossedSince, staleSince);
  }

  void restore(State state) {
    latency.reset();
    state.latency().forEach(latency::recordValueWithCount);
    missing = state.missing();
    duplicates = state.duplicates();
    late = state.late();
    tradedThrough = state.tradedThrough();
    crossed = state.crossed();
    stale = state.stale();
    crossedSince = state.crossedSince();
    staleSince = state.staleSince();
  }
}
