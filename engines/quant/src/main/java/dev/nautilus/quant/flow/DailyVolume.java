package dev.nautilus.quant.flow;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Average daily volume (ADV) before a day, from the trading days known. In shares or contracts a
/// day; not known before enough days are.
public final class DailyVolume {
  /// Enough for the average of any kind to have forgotten what lies further back.
  private static final int SPANS_KEPT = 8;

  private final Kind kind;
  private final TreeMap<LocalDate, Double> volumes = new TreeMap<>();

  /// How days are averaged.
  ///
  /// @param days days of a plain mean; of an exponential one the span, `α = 2/(days + 1)`, seeded
  ///   by the plain mean of the first `days`
  /// @param exponential whether newer days count more
  public record Kind(int days, boolean exponential) {
    public Kind {
      if (days < 1) {
        throw new IllegalArgumentException("days must be 1 or more, were " + days);
      }
    }

    /// The plain mean of the last `days` trading days.
    public static Kind trailing(int days) {
      return new Kind(days, false);
    }

    /// The exponential mean of span `days`.
    public static Kind exponential(int days) {
      return new Kind(days, true);
    }
  }

  /// No days yet.
  public DailyVolume(Kind kind) {
    this.kind = kind;
  }

  /// Learns a complete day's volume. The first one said of a day stays.
  ///
  /// @param volume more than 0; a day without volume is no trading day and is left out
  public void learn(LocalDate day, double volume) {
    if (volume > 0) {
      volumes.putIfAbsent(day, volume);
      while (volumes.size() > SPANS_KEPT * kind.days) {
        volumes.pollFirstEntry();
      }
    }
  }

  /// The average before a day; `NaN` when fewer than the days needed are known.
  public double before(LocalDate day) {
    SortedMap<LocalDate, Double> past = volumes.headMap(day);
    if (past.size() < kind.days) {
      return Double.NaN;
    }
    return kind.exponential ? exponential(past) : trailing(past);
  }

  private double trailing(SortedMap<LocalDate, Double> past) {
    return past.values().stream()
        .skip(past.size() - (long) kind.days)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  private double exponential(SortedMap<LocalDate, Double> past) {
    double mean =
        past.values().stream()
            .limit(kind.days)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(Double.NaN);
    double share = 2.0 / (kind.days + 1);
    for (double volume : past.values().stream().skip(kind.days).toList()) {
      mean += share * (volume - mean);
    }
    return mean;
  }

  /// The volumes known, by day; what to go on from.
  public SortedMap<LocalDate, Double> state() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
  }

  /// Goes on from a state.
  public void restore(SortedMap<LocalDate, Double> state) {
    volumes.clear();
    volumes.putAll(state);
  }
}
