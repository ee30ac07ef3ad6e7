package dev.nautilus.engines.features;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.FeaturesProperties.TopOfBookOrigin;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureSet;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Trade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: streams of bars, quotes, trades and the sets computed on them.
/// Confined to the engine thread.
final class FeatureBook {
  private record Key(InstrumentId instrument, BarSpec spec) {}

  private final FeatureCatalog catalog;
  private final FeatureSets sets;
  private final Bar.Origin origin;
  private final TopOfBookOrigin topOfBook;
  private final Map<Key, FeatureStream> streams = new LinkedHashMap<>();
  private final Map<InstrumentId, TickRun> ticks = new LinkedHashMap<>();
  private final List<Backfill> backfills = new ArrayList<>();
  private final String kept;
  private @Nullable FeaturesView view;

  FeatureBook(FeatureCatalog catalog, FeaturesProperties properties) {
    this.catalog = catalog;
    sets = new FeatureSets(catalog, properties);
    origin = properties.barOrigin();
    topOfBook = properties.topOfBook();
    kept = properties.specs() + " " + origin + " " + topOfBook + ", late " + properties.lateBars();
    for (InstrumentId symbol : properties.symbols()) {
      TickRun run = new TickRun(catalog);
      ticks.put(symbol, run);
      properties
          .specs()
          .forEach(
              (code, bars) -> {
                BarSpec spec = BarSpec.of(code);
                backfills.add(Backfill.bars(symbol, spec, bars));
                streams.put(
                    new Key(symbol, spec),
                    new FeatureStream(symbol, spec, bars, properties.lateBars(), run));
              });
    }
    sets.all().forEach(this::compute);
  }

  private void compute(FeatureSet set) {
    ticks.values().forEach(run -> run.add(set));
    streams.values().forEach(stream -> stream.add(set, catalog));
    view = null;
  }

  /// The history of each instrument and interval.
  List<Backfill> backfills() {
    return backfills;
  }

  /// Learns from history and says what follows from its newest bar.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Map<Key, FeatureStream> touched = new LinkedHashMap<>();
    Backfill.completeBars(answer)
        .forEach(
            bar -> {
              Key key = new Key(bar.instrument(), bar.spec());
              FeatureStream stream = streams.get(key);
              if (stream != null) {
                stream.accept(bar);
                touched.put(key, stream);
              }
            });
    touched.values().forEach(stream -> emit(stream.newest(), outbox));
  }

  /// Whether a live bar counts. Any thread: who is followed, and how, never changes.
  boolean takes(Bar bar) {
    return bar.complete()
        && bar.origin() == origin
        && streams.containsKey(new Key(bar.instrument(), bar.spec()));
  }

  /// Whether a source's quote counts. Any thread.
  boolean takes(Quote quote) {
    return topOfBook == TopOfBookOrigin.QUOTE && ticks.containsKey(quote.instrument());
  }

  /// Whether a consolidated quote counts. Any thread.
  boolean takes(Nbbo nbbo) {
    return topOfBook == TopOfBookOrigin.NBBO && ticks.containsKey(nbbo.instrument());
  }

  /// Whether a trade counts. Any thread.
  boolean takes(Trade trade) {
    return ticks.containsKey(trade.instrument());
  }

  /// Computes the features of a complete bar, and again those that a late or corrected one changes.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    FeatureStream stream = streams.get(new Key(bar.instrument(), bar.spec()));
    if (stream != null && takes(bar)) {
      emit(stream.accept(bar), outbox);
    }
  }

  /// Keeps the quote features up to date; they leave with the next bar.
  void onQuote(Message<Quote> message, Outbox outbox) {
    TickRun run = ticks.get(message.payload().instrument());
    if (run != null && takes(message.payload())) {
      run.update(message.payload());
    }
  }

  /// The same from the best of all venues.
  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    TickRun run = ticks.get(message.payload().instrument());
    if (run != null && takes(message.payload())) {
      run.update(message.payload());
    }
  }

  /// Keeps the trade features up to date; they leave with the next bar.
  void onTrade(Message<Trade> message, Outbox outbox) {
    TickRun run = ticks.get(message.payload().instrument());
    if (run != null) {
      run.update(message.payload());
    }
  }

  private void emit(Collection<FeatureVector> vectors, Outbox outbox) {
    view = null;
    vectors.forEach(vector -> outbox.emit(MessageType.FEATURE_VECTOR, vector));
  }

  /// Defines a set and says at once what it makes of the bars known.
  ///
  /// @throws EngineException INVALID, saying what must be different
  FeaturesView.SetView define(String name, int version, List<String> ids, Outbox outbox) {
    FeatureSet set = sets.define(name, version, ids);
    compute(set);
    for (FeatureStream stream : streams.values()) {
      emit(stream.newest().stream().filter(each -> each.setName().equals(name)).toList(), outbox);
    }
    return show(set);
  }

  /// What the layout of the state depends on: who is followed, and how.
  String shape() {
    String symbols =
        ticks.keySet().stream().map(InstrumentId::value).collect(Collectors.joining(","));
    return "%d symbols (%08x), bars %s, standard set %s"
        .formatted(ticks.size(), symbols.hashCode(), kept, sets.standard().hash());
  }

  void write(StateOutput out) {
    out.all(
        sets.defined(),
        (to, set) ->
            to.text(set.name())
                .whole(set.version())
                .all(set.features().stream().map(FeatureId::text).toList(), StateOutput::text));
    ticks.values().forEach(run -> run.write(out));
    streams.values().forEach(stream -> stream.write(out));
  }

  void read(StateInput in) {
    in.all(
        each -> restored(each.text(), Math.toIntExact(each.whole()), each.all(StateInput::text)));
    ticks.values().forEach(run -> run.read(in));
    streams.values().forEach(stream -> stream.read(in, catalog));
    view = null;
  }

  private boolean restored(String name, int version, List<String> ids) {
    try {
      compute(sets.define(name, version, ids));
      return true;
    } catch (EngineException e) {
      throw new IllegalArgumentException("set " + name + ": " + e.getMessage(), e);
    }
  }

  /// The state as of now.
  FeaturesView view() {
    FeaturesView current = view;
    if (current == null) {
      Map<String, Map<String, FeaturesView.Stream>> bySymbol = new TreeMap<>();
      streams.forEach(
          (key, stream) ->
              bySymbol
                  .computeIfAbsent(key.instrument().value(), symbol -> new LinkedHashMap<>())
                  .put(key.spec().code(), stream.view()));
      current = new FeaturesView(bySymbol, sets.all().stream().map(FeatureBook::show).toList());
      view = current;
    }
    return current;
  }

  private static FeaturesView.SetView show(FeatureSet set) {
    return new FeaturesView.SetView(
        set.name(),
        set.version(),
        set.hash(),
        set.features().stream().map(FeatureId::text).toList());
  }
}
