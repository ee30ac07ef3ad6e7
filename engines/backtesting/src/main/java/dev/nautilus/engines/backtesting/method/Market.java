package dev.nautilus.engines.backtesting.method;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What is known at the run's clock: bars that are over, and values by the moment they became
/// known. Data from later may lie in it; whoever asks for them gets a [LookAheadException].
public final class Market {
  private final int remembered;
  private final ReplayBar[][] rings;
  private final long[] counts;
  private final Map<String, TreeMap<Long, Double>> values = new HashMap<>();
  private long now = Long.MIN_VALUE;

  /// An empty market.
  ///
  /// @param instruments how many, 1 or more
  /// @param remembered newest bars kept of each, 1 or more
  public Market(int instruments, int remembered) {
    if (instruments < 1 || remembered < 1) {
      throw new IllegalArgumentException(
          "instruments and remembered must be 1 or more, were " + instruments + ", " + remembered);
    }
    this.remembered = remembered;
    rings = new ReplayBar[instruments][];
    counts = new long[instruments];
  }

  /// The clock moves on to a bar's close, and the bar can be seen.
  void show(ReplayBar bar) {
    if (bar.closeNanos() < now) {
      throw new IllegalArgumentException(
          "bars must come in the order of their closes, was %s after %s"
              .formatted(instant(bar.closeNanos()), instant(now)));
    }
    now = bar.closeNanos();
    if (rings[bar.instrument()] == null) {
      rings[bar.instrument()] = new ReplayBar[remembered];
    }
    rings[bar.instrument()][(int) (counts[bar.instrument()]++ % remembered)] = bar;
  }

  /// Adds a value that becomes known at some moment, past or future: a feature, a figure, a member
  /// of an index.
  public void know(String name, long knownAtNanos, double value) {
    values.computeIfAbsent(name, _ -> new TreeMap<>()).put(knownAtNanos, value);
  }

  /// The run's clock.
  public long now() {
    return now;
  }

  /// Bars of an instrument seen so far.
  public long seen(int instrument) {
    return counts[instrument];
  }

  /// A bar that is over.
  ///
  /// @param ago 0 for the newest, 1 for the one before
  /// @throws LookAheadException for a negative `ago`
  /// @throws IllegalArgumentException when there is no such bar any more, or was none yet
  public ReplayBar bar(int instrument, int ago) {
    if (ago < 0) {
      throw new LookAheadException(
          "bar %d ahead of %s was asked for at the clock %s"
              .formatted(-ago, instrument, instant(now)));
    }
    if (ago >= Math.min(counts[instrument], remembered)) {
      throw new IllegalArgumentException(
          "ago must be below the %d bars remembered, was %d"
              .formatted(Math.min(counts[instrument], remembered), ago));
    }
    return rings[instrument][(int) ((counts[instrument] - 1 - ago) % remembered)];
  }

  /// The newest value known at a moment; `NaN` when none was.
  ///
  /// @throws LookAheadException when the moment lies ahead of the clock
  public double value(String name, long atNanos) {
    if (atNanos > now) {
      throw new LookAheadException(
          "%s of %s was asked for at the clock %s".formatted(name, instant(atNanos), instant(now)));
    }
    TreeMap<Long, Double> known = values.get(name);
    Map.Entry<Long, Double> newest = known == null ? null : known.floorEntry(atNanos);
    return newest == null ? Double.NaN : newest.getValue();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  @Override
  public String toString() {
    return "market at " + instant(now) + ", bars " + Arrays.toString(counts);
  }
}
