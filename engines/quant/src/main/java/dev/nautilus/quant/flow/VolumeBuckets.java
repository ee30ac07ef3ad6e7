package dev.nautilus.quant.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills buckets of equal volume one after the other. A bar larger than what fits is spread over
/// buckets in order, each part with the bar's own buy share and its part of the bar's time.
///
/// A bucket keeps the size it began with, so that a new size applies from the next one on.
///
/// **Source** Easley, López de Prado & O'Hara (2012), RFS 25(5), appendix.
public final class VolumeBuckets {
  /// What rounding leaves of a bucket that is full.
  private static final double DUST = 1e-9;

  private static final double NANOS = 1e9;

  private double nextSize;
  private State open;

  /// No volume yet.
  ///
  /// @param size of the first bucket, more than 0
  public VolumeBuckets(double size) {
    this(State.empty(0), size);
  }

  private VolumeBuckets(State open, double size) {
    this.open = open;
    resize(size);
  }

  /// Goes on from a state.
  public static VolumeBuckets from(State state, double size) {
    return new VolumeBuckets(state, size);
  }

  /// The open bucket.
  ///
  /// @param number of buckets before it
  /// @param start when its first volume traded; null while it is empty
  /// @param size its volume when full; 0 while it is empty
  public record State(
      long number,
      @Nullable Instant start,
      double size,
      double buy,
      double sell,
      double room,
      double seconds,
      double conflated) {
    static State empty(long number) {
      return new State(number, null, 0, 0, 0, 0, 0, 0);
    }
  }

  /// A stretch of trading to be spread over buckets.
  ///
  /// @param start when it began
  /// @param length how long it took; zero for a single trade
  /// @param volume 0 or more
  /// @param buyShare of the volume, in [0, 1]
  /// @param conflated volume in conflated trades
  /// @param price last price
  public record Flow(
      Instant start,
      Duration length,
      double volume,
      double buyShare,
      double conflated,
      double price) {}

  /// Sets the size of the buckets to come.
  ///
  /// @param size more than 0
  public void resize(double size) {
    if (!(size > 0) || !Double.isFinite(size)) {
      throw new IllegalArgumentException("bucket size must be more than 0, was " + size);
    }
    nextSize = size;
  }

  /// Time in which trading was possible and nothing traded.
  public void pass(double seconds) {
    open =
        new State(
            open.number,
            open.start,
            open.size,
            open.buy,
            open.sell,
            open.room,
            open.seconds + seconds,
            open.conflated);
  }

  /// Spreads a stretch of trading.
  ///
  /// @return the buckets that it filled, oldest first
  public List<VolumeBucket> add(Flow flow) {
    double length = flow.length.toNanos() / NANOS;
    if (!(flow.volume > 0)) {
      pass(length);
      return List.of();
    }
    List<VolumeBucket> full = new ArrayList<>();
    double left = flow.volume;
    while (left > 0) {
      if (open.start == null) {
        begin(at(flow, left));
      }
      double taken = Math.min(left, open.room);
      double part = taken / flow.volume;
      take(flow, taken, length * part);
      left = left - taken <= DUST * open.size ? 0 : left - taken;
      if (open.room <= DUST * open.size) {
        full.add(close(at(flow, left), flow.price));
      }
    }
    return full;
  }

  private static Instant at(Flow flow, double left) {
    double passed = (flow.volume - left) / flow.volume;
    return flow.start.plusNanos(Math.round(flow.length.toNanos() * passed));
  }

  private void begin(Instant start) {
    open =
        new State(
            open.number,
            start,
            nextSize,
            open.buy,
            open.sell,
            nextSize,
            open.seconds,
            open.conflated);
  }

  private void take(Flow flow, double taken, double seconds) {
    open =
        new State(
            open.number,
            open.start,
            open.size,
            open.buy + taken * flow.buyShare,
            open.sell + taken * (1 - flow.buyShare),
            open.room - taken,
            open.seconds + seconds,
            open.conflated + flow.conflated * (taken / flow.volume));
  }

  private VolumeBucket close(Instant end, double price) {
    Instant start = open.start == null ? end : open.start;
    VolumeBucket full =
        new VolumeBucket(
            open.number,
            start,
            end,
            open.size,
            open.buy,
            open.sell,
            open.seconds,
            open.conflated,
            price);
    open = State.empty(open.number + 1);
    return full;
  }

  /// The open bucket, to go on from.
  public State state() {
    return open;
  }
}
