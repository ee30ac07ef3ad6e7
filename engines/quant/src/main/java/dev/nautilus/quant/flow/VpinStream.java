package dev.nautilus.quant.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// VPIN of one instrument from its bars as they come. Bars that come before sigma and the bucket
/// size are known wait and are classified as soon as both are; at a day's first bar both are set
/// for the day.
///
/// Given the sigma and bucket size of a whole sample instead ([#fixed]), it makes of its bars
/// bucket for bucket what the batch form makes.
public final class VpinStream {
  /// A bucket and what is known when it is full.
  ///
  /// @param vpin in [0, 1]; `NaN` before the window is full
  /// @param cdf share of past VPINs below, in [0, 1]; `NaN` like `vpin` and for the first one
  /// @param sigma that classified the bar which filled it, in price units
  public record Reading(VolumeBucket bucket, double vpin, double cdf, double sigma) {}

  /// Bars that may wait: thirty days of minutes.
  private static final int MOST_WAITING = 30 * 1440;

  private static final double NANOS = 1e9;

  private final VpinRule rule;
  private final TrailingSigma sigmas;
  private final DailyVolume volumes;
  private final PercentileHistory history;
  private final VpinWindow window;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final boolean trailing;
  private @Nullable VolumeBuckets buckets;
  private @Nullable Instant last;
  private double dayVolume;
  private boolean wholeDay;
  private double sigma = Double.NaN;
  private double size = Double.NaN;
  private long dropped;

  /// A bar whose turn has not come, with the empty time before it.
  ///
  /// @param emptySeconds trading time without trades before the bar
  public record Waiting(FlowBar bar, double emptySeconds) {}

  /// What to go on from.
  ///
  /// @param bucket the open bucket; null while sigma or size are not known
  /// @param last start of the newest bar; null before the first
  public record State(
      TrailingSigma.State sigmas,
      SortedMap<LocalDate, Double> volumes,
      PercentileHistory.State history,
      VpinWindow.State window,
      List<Waiting> waiting,
      VolumeBuckets.@Nullable State bucket,
      @Nullable Instant last,
      double dayVolume,
      boolean wholeDay,
      double sigma,
      double size,
      long dropped) {
    public State {
      volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
      waiting = List.copyOf(waiting);
    }
  }

  private VpinStream(
      VpinRule rule,
      boolean trailing,
      TrailingSigma sigmas,
      VpinWindow window,
      PercentileHistory history) {
    this.rule = rule;
    this.trailing = trailing;
    this.sigmas = sigmas;
    this.window = window;
    this.history = history;
    volumes = new DailyVolume(rule.volume());
  }

  /// The live form: sigma and bucket size from the days before.
  public static VpinStream trailing(VpinRule rule) {
    return new VpinStream(
        rule,
        true,
        new TrailingSigma(rule.sigmaDays()),
        new VpinWindow(rule.window()),
        rule.history());
  }

  /// The form with given sigma and bucket size.
  ///
  /// @param sigma in price units, 0 or more
  /// @param size bucket size, more than 0
  public static VpinStream fixed(VpinRule rule, double sigma, double size) {
    VpinStream stream =
        new VpinStream(
            rule,
            false,
            new TrailingSigma(rule.sigmaDays()),
            new VpinWindow(rule.window()),
            rule.history());
    stream.sigma = sigma;
    stream.size = size;
    stream.buckets = new VolumeBuckets(size);
    return stream;
  }

  /// The live form, going on from a state of the same rule.
  public static VpinStream from(State state, VpinRule rule) {
    VpinStream stream =
        new VpinStream(
            rule,
            true,
            TrailingSigma.from(state.sigmas, rule.sigmaDays()),
            VpinWindow.from(state.window, rule.window()),
            rule.history().from(state.history));
    stream.volumes.restore(state.volumes);
    stream.waiting.addAll(state.waiting);
    stream.last = state.last;
    stream.dayVolume = state.dayVolume;
    stream.wholeDay = state.wholeDay;
    stream.sigma = state.sigma;
    stream.size = state.size;
    stream.dropped = state.dropped;
    if (state.bucket != null) {
      stream.buckets = VolumeBuckets.from(state.bucket, state.size);
    }
    return stream;
  }

  /// Learns the volume of a complete day from elsewhere: a daily bar, say.
  public void learnDay(LocalDate day, double volume) {
    volumes.learn(day, volume);
  }

  /// Takes in a bar of the grid.
  ///
  /// @return what the buckets say that it filled, oldest first
  /// @throws IllegalArgumentException when it does not start after the one before
  public List<Reading> add(FlowBar bar) {
    Instant before = last;
    if (before != null && !bar.start().isAfter(before)) {
      throw new IllegalArgumentException(
          "bars must come in order of time, was %s after %s".formatted(bar.start(), before));
    }
    long empty = before == null ? 0 : passTime(before, bar.start());
    last = bar.start();
    sigmas.add(bar.change());
    dayVolume += bar.volume();
    double emptySeconds = empty * (rule.grid().bar().toNanos() / NANOS);
    waiting.addLast(new Waiting(bar, emptySeconds));
    while (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
      dropped++;
    }
    return drain();
  }

  /// Counts the empty bars up to a new one, ending the day where one ended.
  private long passTime(Instant before, Instant start) {
    TradingGrid grid = rule.grid();
    LocalDate day = grid.day(start);
    if (day.equals(grid.day(before))) {
      long empty = grid.emptyBetween(before, start);
      sigmas.addEmpty(empty);
      return empty;
    }
    long atEnd = grid.emptyAfter(before);
    long atStart = grid.emptyBefore(start);
    sigmas.addEmpty(atEnd);
    endDay(grid.day(before), day);
    sigmas.addEmpty(atStart);
    return atEnd + atStart;
  }

  private void endDay(LocalDate ended, LocalDate next) {
    sigmas.endDay();
    if (wholeDay) {
      volumes.learn(ended, dayVolume);
    }
    wholeDay = true;
    dayVolume = 0;
    rebase(next);
  }

  /// Sets sigma and bucket size for a day, each as soon as it is known.
  private void rebase(LocalDate day) {
    if (!trailing) {
      return;
    }
    double newSigma = sigmas.value();
    double newSize = volumes.before(day) / rule.bucketsPerDay();
    sigma = Double.isNaN(newSigma) ? sigma : newSigma;
    size = Double.isNaN(newSize) ? size : newSize;
    if (Double.isNaN(sigma) || Double.isNaN(size)) {
      return;
    }
    if (buckets == null) {
      buckets = new VolumeBuckets(size);
    } else {
      buckets.resize(size);
    }
  }

  private List<Reading> drain() {
    VolumeBuckets filling = buckets;
    List<Reading> readings = new ArrayList<>();
    while (filling != null && !waiting.isEmpty()) {
      Waiting next = waiting.removeFirst();
      FlowBar bar = next.bar;
      filling.pass(next.emptySeconds);
      double share = rule.classification().buyShare(bar.change(), sigma);
      VolumeBuckets.Flow flow =
          new VolumeBuckets.Flow(
              bar.start(), rule.grid().bar(), bar.volume(), share, bar.conflated(), bar.close());
      for (VolumeBucket bucket : filling.add(flow)) {
        readings.add(read(bucket));
      }
    }
    return readings;
  }

  private Reading read(VolumeBucket bucket) {
    window.add(bucket);
    double vpin = window.vpin();
    if (Double.isNaN(vpin)) {
      return new Reading(bucket, vpin, Double.NaN, sigma);
    }
    double cdf = history.percentile(vpin);
    history.add(vpin);
    return new Reading(bucket, vpin, cdf, sigma);
  }

  /// Standard deviation in force, in price units; `NaN` while not known.
  public double sigma() {
    return sigma;
  }

  /// Bucket size in force; `NaN` while not known.
  public double size() {
    return size;
  }

  /// Start of the newest bar; null before the first.
  public @Nullable Instant last() {
    return last;
  }

  /// Bars that wait for sigma or the bucket size.
  public int waiting() {
    return waiting.size();
  }

  /// Bars given up because too many waited.
  public long dropped() {
    return dropped;
  }

  /// What to go on from.
  public State state() {
    return new State(
        sigmas.state(),
        volumes.state(),
        history.state(),
        window.state(),
        List.copyOf(waiting),
        buckets == null ? null : buckets.state(),
        last,
        dayVolume,
        wholeDay,
        sigma,
        size,
        dropped);
  }
}
