package dev.nautilus.engines.features;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureInput;
import dev.nautilus.engines.features.method.FeatureSet;
import dev.nautilus.engines.features.method.TopOfBook;
import dev.nautilus.message.FeatureVector.Entry;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The quote features of one instrument, shared by its bar intervals and by the sets.
final class QuoteRun {
  private final FeatureCatalog catalog;
  private final Map<FeatureId, Feature<TopOfBook>> features = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private Instant newest = Instant.MIN;
  private boolean simulated;

  QuoteRun(FeatureCatalog catalog) {
    this.catalog = catalog;
  }

  /// Begins to compute what a set wants from quotes and nobody wanted before.
  void add(FeatureSet set) {
    for (FeatureId id : set.features()) {
      if (catalog.definition(id.name()).input() == FeatureInput.TOP_OF_BOOK) {
        features.computeIfAbsent(id, each -> catalog.bookFeature(each.text()));
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

  private record Side(OptionalDouble price, OptionalDouble size) {
    boolean isMissing() {
      return price.isEmpty() || size.isEmpty();
    }
  }

  /// Unless a side is missing (which is not a price of 0) or it is older than one already seen.
  private void update(Side bid, Side ask, Provenance provenance) {
    Instant observedAt = provenance.observedAt();
    if (bid.isMissing() || ask.isMissing() || observedAt.isBefore(newest)) {
      return;
    }
    newest = observedAt;
    simulated |= provenance.simulated();
    TopOfBook top =
        new TopOfBook(
            bid.price().orElseThrow(),
            bid.size().orElseThrow(),
            ask.price().orElseThrow(),
            ask.size().orElseThrow(),
            observedAt);
    features.values().forEach(feature -> feature.update(top));
  }

  void write(StateOutput out) {
    StoredFeatures.write(out, features);
    StoredFeatures.writeNames(out, seen);
    out.instant(newest).flag(simulated);
  }

  void read(StateInput in) {
    StoredFeatures.read(in, features);
    seen.clear();
    seen.addAll(in.all(StateInput::text));
    newest = in.instant();
    simulated = in.flag();
  }

  /// The entries of every quote feature as of now.
  Map<FeatureId, List<Entry>> entries() {
    Map<FeatureId, List<Entry>> entries = new HashMap<>();
    features.forEach((id, feature) -> entries.put(id, FeatureEntries.now(feature, seen)));
    return entries;
  }

  /// The entries of a time of which nothing is known.
  Map<FeatureId, List<Entry>> unready() {
    Map<FeatureId, List<Entry>> entries = new HashMap<>();
    features.forEach((id, feature) -> entries.put(id, FeatureEntries.unready(feature)));
    return entries;
  }

  boolean isSimulated() {
    return simulated;
  }
}
