package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.method.BarImpact;
import dev.nautilus.engines.enhancedvpin.method.InformedArrival;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.VolumeBucket;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the bars of one instrument say: bulk-classified buckets of every scale, informed arrival
/// and price impact. Confined to the engine thread.
final class BarFlow {
  private final EnhancedVpinProperties properties;
  private final VpinRule rule;
  private final TreeMap<Integer, VpinStream> streams = new TreeMap<>();
  private final TreeMap<Integer, VpinStream.Reading> newest = new TreeMap<>();
  private final Deque<VolumeBucket> window = new ArrayDeque<>();
  private final PriceImpact bulk;
  private final PriceImpact signed;
  private final BarImpact impact;
  private @Nullable InformedArrival arrival;
  private double close = Double.NaN;

  BarFlow(EnhancedVpinProperties properties) {
    this.properties = properties;
    rule = properties.rule();
    for (int scale : properties.scales()) {
      streams.put(scale, VpinStream.trailing(rule.withBucketsPerDay(scale)));
    }
    bulk = new PriceImpact(properties);
    signed = new PriceImpact(properties);
    impact = new BarImpact(properties.impactBars());
  }

  /// What to go on from.
  ///
  /// @param newest the newest bucket of each scale
  /// @param window buckets of the clock that the arrival is estimated from
  /// @param bulk impact of flow that bars sign
  /// @param signed impact of flow that trades sign
  /// @param close of the newest bar
  record State(
      Map<Integer, VpinStream.State> streams,
      Map<Integer, VpinStream.Reading> newest,
      List<VolumeBucket> window,
      PriceImpact.State bulk,
      PriceImpact.State signed,
      BarImpact.State impact,
      @Nullable InformedArrival arrival,
      double close) {
    State {
      streams = Collections.unmodifiableMap(new TreeMap<>(streams));
      newest = Collections.unmodifiableMap(new TreeMap<>(newest));
      window = List.copyOf(window);
    }
  }

  /// Learns a complete day's volume.
  void day(LocalDate day, double volume) {
    streams.values().forEach(stream -> stream.learnDay(day, volume));
  }

  /// Takes a bar in.
  ///
  /// @param net signed flow of its trades; nothing when it was not cut from trades
  /// @return the buckets of the clock that it filled, oldest first
  List<VpinStream.Reading> bar(FlowBar bar, TradeFlow.Net net) {
    regress(bar, net);
    double money = Math.abs(bar.close()) * bar.volume();
    impact.add(bar.high(), bar.low(), bar.close(), bar.volume(), money);
    List<VpinStream.Reading> clock = new ArrayList<>();
    streams.forEach(
        (scale, stream) -> {
          List<VpinStream.Reading> full = stream.add(bar);
          if (!full.isEmpty()) {
            newest.put(scale, full.getLast());
          }
          if (scale == properties.clock()) {
            clock.addAll(full);
          }
        });
    return clock;
  }

  private void regress(FlowBar bar, TradeFlow.Net net) {
    double change = bar.close() - close;
    double move = Math.log(bar.close() / close);
    close = bar.close();
    if (net.volume() > 0) {
      signed.add(net, change, move);
    }
    double sigma = stream(properties.clock()).sigma();
    if (bar.volume() > 0 && !Double.isNaN(sigma)) {
      double share = 2 * rule.classification().buyShare(bar.change(), sigma) - 1;
      double root = Math.sqrt(Math.abs(bar.close()) * bar.volume());
      bulk.add(new TradeFlow.Net(bar.volume(), share * bar.volume(), share * root), change, move);
    }
  }

  /// Takes a bucket of the clock into the estimate of arrival. Costs milliseconds: only for buckets
  /// that are told.
  void estimate() {
    if (window.size() == properties.window()) {
      arrival =
          InformedArrival.of(List.copyOf(window), properties.gridSize(), arrival).orElse(arrival);
    }
  }

  /// A bucket of the clock is full.
  void turn(VolumeBucket bucket) {
    window.addLast(bucket);
    if (window.size() > properties.window()) {
      window.removeFirst();
    }
    bulk.turn();
    signed.turn();
  }

  VpinStream stream(int scale) {
    return Objects.requireNonNull(streams.get(scale));
  }

  /// The newest bucket of a scale; null before the first.
  VpinStream.@Nullable Reading newest(int scale) {
    return newest.get(scale);
  }

  /// The newest estimate; null before the window is full.
  @Nullable InformedArrival arrival() {
    return arrival;
  }

  /// Of flow that trades sign, once there is enough of it; before, of flow that bars sign.
  PriceImpact priceImpact() {
    return signed.isReady() ? signed : bulk;
  }

  BarImpact impact() {
    return impact;
  }

  State state() {
    Map<Integer, VpinStream.State> states = new TreeMap<>();
    streams.forEach((scale, stream) -> states.put(scale, stream.state()));
    return new State(
        states,
        newest,
        List.copyOf(window),
        bulk.state(),
        signed.state(),
        impact.state(),
        arrival,
        close);
  }

  BarFlow restore(State state) {
    state
        .streams()
        .forEach(
            (scale, stream) ->
                streams.put(scale, VpinStream.from(stream, rule.withBucketsPerDay(scale))));
    newest.putAll(state.newest());
    window.addAll(state.window());
    bulk.restore(state.bulk());
    signed.restore(state.signed());
    impact.restore(state.impact());
    arrival = state.arrival();
    close = state.close();
    return this;
  }
}
