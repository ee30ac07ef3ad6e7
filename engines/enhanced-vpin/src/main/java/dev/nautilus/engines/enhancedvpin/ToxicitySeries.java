package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.flow.FlowSeries;
import dev.nautilus.engines.enhancedvpin.ToxicityMeter.Measure;
import dev.nautilus.engines.enhancedvpin.ToxicityMeter.Verdict;
import dev.nautilus.engines.enhancedvpin.method.BarImpact;
import dev.nautilus.engines.enhancedvpin.method.InformedArrival;
import dev.nautilus.engines.enhancedvpin.method.MessageEntropy;
import dev.nautilus.engines.enhancedvpin.method.Regimes.Level;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.ToxicityAlert;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.MinuteFeed;
import dev.nautilus.quant.flow.VolumeBucket;
import dev.nautilus.quant.flow.VpinStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything known of the flow in one instrument. Confined to the engine thread.
///
/// Where trades are heard long enough, the VPINs of all scales are those of signed trades; before,
/// and where there are none, those of bulk-classified bars.
final class ToxicitySeries implements FlowSeries<ToxicitySeries.Reading> {
  /// @param alert present when the flow became toxic with this bucket, or ceased to be
  record Reading(Toxicity toxicity, Optional<ToxicityAlert> alert) {}

  private final InstrumentId instrument;
  private final EnhancedVpinProperties properties;
  private final BarFlow bars;
  private final TradeFlow trades;
  private final QuoteFlow quotes;
  private final ToxicityMeter meter;
  private MinuteFeed feed;
  private @Nullable VpinCalculation heard;
  private final Deque<Toxicity> kept = new ArrayDeque<>();
  private boolean simulated;
  private boolean consolidated;
  private long tradeVersion;

  ToxicitySeries(InstrumentId instrument, EnhancedVpinProperties properties) {
    this.instrument = instrument;
    this.properties = properties;
    bars = new BarFlow(properties);
    trades = new TradeFlow(properties);
    quotes = new QuoteFlow(properties);
    List<String> weighted = new ArrayList<>(List.of("vpin", "ivpin", "ofi"));
    properties.scales().forEach(scale -> weighted.add(vpin(scale)));
    weighted.addAll(List.of("kyle_lambda", "hasbrouck_lambda", "amihud"));
    meter = new ToxicityMeter(properties, weighted);
    feed = new MinuteFeed(properties.rule().grid());
  }

  /// What to go on from.
  ///
  /// @param heard newest bucket of the VPIN engine; null before the first
  /// @param kept newest readings, oldest first
  /// @param consolidated whether NBBOs are heard, so that quotes of one source no longer count
  record State(
      BarFlow.State bars,
      TradeFlow.State trades,
      QuoteFlow.State quotes,
      ToxicityMeter.State meter,
      MinuteFeed.State feed,
      @Nullable VpinCalculation heard,
      List<Toxicity> kept,
      boolean simulated,
      boolean consolidated,
      long tradeVersion) {
    State {
      kept = List.copyOf(kept);
    }
  }

  State state() {
    return new State(
        bars.state(),
        trades.state(),
        quotes.state(),
        meter.state(),
        feed.state(),
        heard,
        List.copyOf(kept),
        simulated,
        consolidated,
        tradeVersion);
  }

  static ToxicitySeries from(
      State state, InstrumentId instrument, EnhancedVpinProperties properties) {
    ToxicitySeries series = new ToxicitySeries(instrument, properties);
    series.bars.restore(state.bars());
    series.trades.restore(state.trades());
    series.quotes.restore(state.quotes());
    series.meter.restore(state.meter());
    series.feed = MinuteFeed.from(state.feed(), properties.rule().grid());
    series.heard = state.heard();
    series.kept.addAll(state.kept());
    series.simulated = state.simulated();
    series.consolidated = state.consolidated();
    series.tradeVersion = state.tradeVersion();
    return series;
  }

  @Override
  public void day(Bar bar) {
    simulated |= bar.provenance().simulated();
    bars.day(properties.rule().grid().day(bar.start()), bar.volume());
  }

  @Override
  public List<Reading> bar(Bar bar) {
    simulated |= bar.provenance().simulated();
    return add(
        feed.bar(
            new FlowBar(
                bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), 0)));
  }

  /// The interval that it ends is told of before it counts.
  @Override
  public List<Reading> trade(Trade trade) {
    Provenance provenance = trade.provenance();
    if (provenance.version() > 0 && provenance.version() <= tradeVersion) {
      return List.of();
    }
    tradeVersion = provenance.version();
    simulated |= provenance.simulated();
    long late = feed.late() + feed.outside();
    List<Reading> full =
        add(
            feed
                .trade(provenance.observedAt(), trade.price(), trade.size(), trade.conflated())
                .stream()
                .toList());
    if (feed.late() + feed.outside() == late) {
      trades.trade(trade, quotes);
    }
    return full;
  }

  /// Takes a quote in.
  ///
  /// @param isConsolidated over all venues; once one was, those of one source no longer count
  void quote(QuoteFlow.Standing quote, boolean isConsolidated, boolean isSimulated) {
    consolidated |= isConsolidated;
    if (isConsolidated == consolidated) {
      simulated |= isSimulated;
      quotes.quote(quote);
    }
  }

  /// Takes in a bucket of the VPIN engine, unless it is older than the one known.
  void heard(VpinCalculation bucket) {
    VpinCalculation before = heard;
    if (before == null || !bucket.end().isBefore(before.end())) {
      simulated |= bucket.simulated();
      heard = bucket;
    }
  }

  @Override
  public List<Reading> time(Instant now) {
    return add(feed.time(now, properties.grace()).stream().toList());
  }

  private List<Reading> add(List<FlowBar> closed) {
    List<Reading> readings = new ArrayList<>();
    for (FlowBar bar : closed) {
      List<VpinStream.Reading> full = bars.bar(bar, trades.takeNet());
      for (int scale : properties.scales()) {
        trades.scale(scale).resize(bars.stream(scale).size());
      }
      full.forEach(each -> bars.turn(each.bucket()));
      if (!full.isEmpty()) {
        bars.estimate();
      }
      full.forEach(each -> readings.add(read(each.bucket())));
    }
    return readings;
  }

  private Reading read(VolumeBucket bucket) {
    Verdict verdict = meter.weigh(measures(), bucket.price());
    trades.turn();
    SignRule rule = trades.classifier();
    Toxicity toxicity =
        new Toxicity(
            instrument,
            bucket.end(),
            ToxicityMeter.known(verdict.score()),
            Toxicity.Regime.valueOf(verdict.level().name()),
            verdict.confidence(),
            verdict.components(),
            rule == null ? "bvc" : rule.label(),
            ToxicityMeter.known(trades.disagreement()),
            bucket.conflatedShare(),
            simulated);
    kept.addLast(toxicity);
    if (kept.size() > properties.kept()) {
      kept.removeFirst();
    }
    return new Reading(toxicity, alert(verdict, bucket.end()));
  }

  private Optional<ToxicityAlert> alert(Verdict verdict, Instant at) {
    boolean was = verdict.before() == Level.TOXIC;
    boolean is = verdict.level() == Level.TOXIC;
    if (was == is) {
      return Optional.empty();
    }
    return Optional.of(
        new ToxicityAlert(
            instrument,
            is ? ToxicityAlert.Change.ENTERED : ToxicityAlert.Change.LEFT,
            verdict.score(),
            is ? properties.regimes().toxic() : properties.regimes().toxicNoMore(),
            at,
            simulated));
  }

  private List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    VpinCalculation known = heard;
    measures.add(
        new Measure(
            "vpin",
            known == null ? Double.NaN : known.vpin().orElse(Double.NaN),
            known == null ? Double.NaN : known.cdf().orElse(Double.NaN)));
    properties.scales().forEach(scale -> measures.add(ofScale(scale)));
    InformedArrival arrival = bars.arrival();
    measures.add(Measure.of("ivpin", arrival == null ? Double.NaN : arrival.ivpin()));
    measures.add(Measure.of("ofi", quotes.imbalance()));
    measures.addAll(bars.priceImpact().measures());
    BarImpact impact = bars.impact();
    measures.add(Measure.of("amihud", impact.amihud()));
    measures.add(Measure.of("pin", arrival == null ? Double.NaN : arrival.pin()));
    measures.add(Measure.of("ofi_impact", quotes.impact()));
    measures.add(Measure.of("kyle_ratio", impact.kyle()));
    measures.add(Measure.of("hasbrouck_ratio", impact.hasbrouck()));
    measures.add(Measure.of("roll", impact.roll()));
    measures.add(Measure.of("corwin_schultz", impact.corwinSchultz()));
    measures.add(Measure.of("bekker_parkinson", impact.bekkerParkinson()));
    String letters = trades.letters();
    boolean lettered = !letters.isEmpty();
    measures.add(
        Measure.of("lempel_ziv", lettered ? MessageEntropy.lempelZiv(letters) : Double.NaN));
    measures.add(
        Measure.of("kontoyiannis", lettered ? MessageEntropy.kontoyiannis(letters) : Double.NaN));
    return measures;
  }

  private Measure ofScale(int scale) {
    SignedScale signed = trades.scale(scale);
    if (signed.isReady()) {
      return new Measure(vpin(scale), signed.vpin(), signed.percentile());
    }
    VpinStream.Reading bulk = bars.newest(scale);
    return bulk == null
        ? Measure.of(vpin(scale), Double.NaN)
        : new Measure(vpin(scale), bulk.vpin(), bulk.cdf());
  }

  private static String vpin(int scale) {
    return "vpin_" + scale;
  }

  ToxicityView.Series view() {
    return new ToxicityView.Series(
        instrument.value(),
        ToxicityMeter.known(bars.stream(properties.clock()).size()),
        ToxicityMeter.known(bars.stream(properties.clock()).sigma()),
        bars.stream(properties.clock()).waiting(),
        feed.late(),
        feed.outside(),
        new ToxicityView.Imbalance(
            quotes.top(),
            ToxicityMeter.known(quotes.imbalance()),
            ToxicityMeter.known(quotes.impact()),
            ToxicityMeter.known(quotes.explained())),
        bars.arrival(),
        List.copyOf(kept));
  }
}
