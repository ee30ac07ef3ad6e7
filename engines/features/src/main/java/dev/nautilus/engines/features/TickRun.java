package dev.nautilus.engines.features;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureSet;
import dev.nautilus.engines.features.method.TapeTrade;
import dev.nautilus.engines.features.method.TopOfBook;
import dev.nautilus.message.FeatureVector.Entry;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;

/// The quote and trade features of one instrument, shared by its bar intervals and by the sets.
final class TickRun {
  private final FeatureCatalog catalog;
  private final Map<FeatureId, Feature<TopOfBook>> quotes = new HashMap<>();
  private final Map<FeatureId, Feature<TapeTrade>> trades = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private Instant newestQuote = Instant.MIN;
  private Instant newestTrade = Instant.MIN;
  private boolean simulated;

  TickRun(FeatureCatalog catalog) {
    this.catalog = catalog;
  }

  /// Begins to compute what a set wants from quotes or trades and nobody wanted before.
  void add(FeatureSet set) {
    for (FeatureId id : set.features()) {
      switch (catalog.definition(id.name()).input()) {
        case TOP_OF_BOOK -> quotes.computeIfAbsent(id, each -> catalog.bookFeature(each.text()));
        case TRADE -> trades.computeIfAbsent(id, each -> catalog.tradeFeature(each.text()));
        case CANDLE -> {
          // A matter of the bars.
        }
      }
    }
  }

  /// Takes a quote of one venue in.
  void update(Quote quote) {
    update(
        new Side(quote.bid(), quote.bidSize()),
        new Side(quote.ask(), quote.askSize()),
        quote.provenance());
  }

  /// Takes the best of all venues in.
  void update(Nbbo best) {
    update(
        new Side(best.bid(), best.bidSize()),
        new Side(best.ask(), best.askSize()),
        best.provenance());
  }

  /// Takes a trade in, unless it is older than one already seen.
  void update(Trade trade) {
    Instant observedAt = trade.provenance().observedAt();
    if (observedAt.isBefore(newestTrade)) {
      return;
    }
    newestTrade = observedAt;
    simulated |= trade.provenance().simulated();
    TapeTrade print = new TapeTrade(trade.price(), trade.size(), observedAt);
    trades.values().forEach(feature -> feature.update(print));
  }

  private record Side(OptionalDouble price, OptionalDouble size) {
    boolean isMissing() {
      return price.isEmpty() || size.isEmpty();
    }
  }

  /// Unless a side is missing (which is not a price of 0) or it is older than one already seen.
  private void update(Side bid, Side ask, Provenance provenance) {
    Instant observedAt = provenance.observedAt();
    if (bid.isMissing() || ask.isMissing() || observedAt.isBefore(newestQuote)) {
      return;
    }
    newestQuote = observedAt;
    simulated |= provenance.simulated();
    TopOfBook top =
        new TopOfBook(
            bid.price().orElseThrow(),
            bid.size().orElseThrow(),
            ask.price().orElseThrow(),
            ask.size().orElseThrow(),
            observedAt);
    quotes.values().forEach(feature -> feature.update(top));
  }

  void write(StateOutput out) {
    StoredFeatures.write(out, quotes);
    StoredFeatures.write(out, trades);
    StoredFeatures.writeNames(out, seen);
    out.instant(newestQuote).instant(newestTrade).flag(simulated);
  }

  void read(StateInput in) {
    StoredFeatures.read(in, quotes);
    StoredFeatures.read(in, trades);
    seen.clear();
    seen.addAll(in.all(StateInput::text));
    newestQuote = in.instant();
    newestTrade = in.instant();
    simulated = in.flag();
  }

  /// The entries of every quote and trade feature as of now.
  Map<FeatureId, List<Entry>> entries() {
    Map<FeatureId, List<Entry>> entries = new HashMap<>();
    all((id, feature) -> entries.put(id, FeatureEntries.now(feature, seen)));
    return entries;
  }

  /// The entries of a time of which nothing is known.
  Map<FeatureId, List<Entry>> unready() {
    Map<FeatureId, List<Entry>> entries = new HashMap<>();
    all((id, feature) -> entries.put(id, FeatureEntries.unready(feature)));
    return entries;
  }

  private void all(BiConsumer<FeatureId, Feature<?>> each) {
    quotes.forEach(each);
    trades.forEach(each);
  }

  boolean isSimulated() {
    return simulated;
  }
}
