package dev.nautilus.engines.vpin;

import dev.nautilus.engine.flow.FlowSeries;
import dev.nautilus.engines.vpin.method.DailyVpin;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.MinuteFeed;
import dev.nautilus.quant.flow.VolumeBucket;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/// The buckets of one instrument. Confined to the engine thread.
///
/// A trade is told by its version, which never goes back: one that comes again is left out.
final class VpinSeries implements FlowSeries<VpinCalculation> {
  private final InstrumentId instrument;
  private final VpinProperties properties;
  private final VpinRule rule;
  private MinuteFeed feed;
  private VpinStream stream;
  private final Deque<VpinStream.Reading> kept = new ArrayDeque<>();
  private boolean simulated;
  private long tradeVersion;

  VpinSeries(InstrumentId instrument, VpinProperties properties) {
    this.instrument = instrument;
    this.properties = properties;
    rule = properties.rule();
    feed = new MinuteFeed(rule.grid());
    stream = VpinStream.trailing(rule);
  }

  /// @param kept newest buckets, oldest first
  /// @param simulated whether any input was
  /// @param tradeVersion of the newest trade
  record State(
      MinuteFeed.State feed,
      VpinStream.State stream,
      List<VpinStream.Reading> kept,
      boolean simulated,
      long tradeVersion) {
    State {
      kept = List.copyOf(kept);
    }
  }

  static VpinSeries from(State state, InstrumentId instrument, VpinProperties properties) {
    VpinSeries series = new VpinSeries(instrument, properties);
    series.feed = MinuteFeed.from(state.feed, series.rule.grid());
    series.stream = VpinStream.from(state.stream, series.rule);
    series.kept.addAll(state.kept);
    series.simulated = state.simulated;
    series.tradeVersion = state.tradeVersion;
    return series;
  }

  State state() {
    return new State(feed.state(), stream.state(), List.copyOf(kept), simulated, tradeVersion);
  }

  @Override
  public void day(Bar bar) {
    simulated |= bar.provenance().simulated();
    stream.learnDay(rule.grid().day(bar.start()), bar.volume());
  }

  @Override
  public List<VpinCalculation> bar(Bar bar) {
    simulated |= bar.provenance().simulated();
    return add(feed.bar(flow(bar)));
  }

  private static FlowBar flow(Bar bar) {
    return new FlowBar(
        bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), 0);
  }

  @Override
  public List<VpinCalculation> trade(Trade trade) {
    Provenance provenance = trade.provenance();
    if (provenance.version() > 0 && provenance.version() <= tradeVersion) {
      return List.of();
    }
    tradeVersion = provenance.version();
    simulated |= provenance.simulated();
    return add(
        feed.trade(provenance.observedAt(), trade.price(), trade.size(), trade.conflated()).stream()
            .toList());
  }

  @Override
  public List<VpinCalculation> time(Instant now) {
    return add(feed.time(now, properties.grace()).stream().toList());
  }

  private List<VpinCalculation> add(List<FlowBar> bars) {
    List<VpinCalculation> full = new ArrayList<>();
    for (FlowBar bar : bars) {
      for (VpinStream.Reading reading : stream.add(bar)) {
        kept.addLast(reading);
        if (kept.size() > properties.kept()) {
          kept.removeFirst();
        }
        full.add(calculation(reading));
      }
    }
    return full;
  }

  private VpinCalculation calculation(VpinStream.Reading reading) {
    VolumeBucket bucket = reading.bucket();
    return new VpinCalculation(
        instrument,
        bucket.number(),
        bucket.start(),
        bucket.end(),
        bucket.size(),
        bucket.buy(),
        bucket.sell(),
        rule.window(),
        known(reading.vpin()),
        known(reading.cdf()),
        known(reading.sigma()),
        bucket.conflatedShare(),
        simulated);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  VpinView.Series view() {
    List<VpinStream.Reading> readings = List.copyOf(kept);
    return new VpinView.Series(
        instrument.value(),
        known(stream.size()),
        known(stream.sigma()),
        readings.isEmpty() ? 0 : readings.getLast().bucket().number() + 1,
        stream.waiting(),
        feed.late(),
        feed.outside(),
        stream.dropped(),
        readings.stream().map(this::calculation).toList(),
        DailyVpin.of(readings, rule.grid()));
  }
}
