package dev.nautilus.engines.features;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.method.Candle;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureSet;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.FeatureVector.Entry;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bars of one instrument and interval, and the features of every set on them. Confined to the
/// engine thread.
///
/// A bar is told by its start. One that is already known is a duplicate, unless its revision, or
/// its version with other numbers, is higher: then it replaces the old one. A bar that is late or
/// replaced within the last `lateBars` has everything from it on computed again; an older one is
/// ignored and counted.
final class FeatureStream {
  /// @param revision how often what rests on this bar was computed again
  private record Kept(Bar bar, int revision) {}

  private final InstrumentId instrument;
  private final BarSpec spec;
  private final Duration length;
  private final int keep;
  private final int lateBars;
  private final TickRun ticks;
  private final NavigableMap<Instant, Kept> bars = new TreeMap<>();
  private final NavigableMap<Instant, Map<FeatureId, List<Entry>>> ticksAt = new TreeMap<>();
  private final Map<String, CandleRun> runs = new LinkedHashMap<>();
  private Instant settledUntil = Instant.MIN;
  private boolean simulated;
  private long ignored;
  private long gaps;
  private @Nullable Instant lastGapFrom;
  private List<FeatureVector> newest = List.of();

  FeatureStream(InstrumentId instrument, BarSpec spec, int keep, int lateBars, TickRun ticks) {
    this.instrument = instrument;
    this.spec = spec;
    this.keep = keep;
    this.lateBars = lateBars;
    this.ticks = ticks;
    length = spec.duration().orElse(Duration.ZERO);
  }

  /// Begins to compute a set, from the bars kept; replaces one of the same name.
  void add(FeatureSet set, FeatureCatalog catalog) {
    CandleRun run = new CandleRun(set, catalog, spec.code());
    bars.headMap(settledUntil, true).values().forEach(kept -> run.settle(candle(kept.bar())));
    run.rewind();
    bars.tailMap(settledUntil, false).values().forEach(kept -> run.update(candle(kept.bar())));
    runs.put(set.name(), run);
    newest = bars.isEmpty() ? List.of() : vectors(bars.lastEntry().getValue());
  }

  /// Takes a complete bar in.
  ///
  /// @return the vectors that are new or changed, oldest first; empty when the bar says nothing new
  List<FeatureVector> accept(Bar bar) {
    Kept known = bars.get(bar.start());
    if (known != null && !corrects(bar, known.bar())) {
      return List.of();
    }
    if (!bar.start().isAfter(settledUntil)) {
      ignored++;
      return List.of();
    }
    simulated |= bar.provenance().simulated();
    List<FeatureVector> changed =
        bars.isEmpty() || bar.start().isAfter(bars.lastKey()) ? append(bar) : correct(bar, known);
    settle();
    newest = changed.subList(Math.max(0, changed.size() - runs.size()), changed.size());
    return changed;
  }

  private static boolean corrects(Bar bar, Bar known) {
    boolean sameNumbers =
        bar.open() == known.open()
            && bar.high() == known.high()
            && bar.low() == known.low()
            && bar.close() == known.close()
            && bar.volume() == known.volume();
    return !sameNumbers
        && (bar.revision() > known.revision()
            || bar.provenance().version() > known.provenance().version());
  }

  private List<FeatureVector> append(Bar bar) {
    if (!bars.isEmpty() && isGap(bars.lastKey(), bar.start())) {
      gaps++;
      lastGapFrom = bars.lastKey().plus(length);
    }
    Kept kept = new Kept(bar, 0);
    bars.put(bar.start(), kept);
    ticksAt.put(bar.start(), ticks.entries());
    runs.values().forEach(run -> run.update(candle(bar)));
    return vectors(kept);
  }

  private List<FeatureVector> correct(Bar bar, @Nullable Kept known) {
    bars.put(bar.start(), new Kept(bar, known == null ? -1 : known.revision()));
    ticksAt.computeIfAbsent(bar.start(), this::ticksBefore);
    runs.values().forEach(CandleRun::rewind);
    List<FeatureVector> changed = new ArrayList<>();
    for (Map.Entry<Instant, Kept> entry : bars.tailMap(settledUntil, false).entrySet()) {
      Kept kept = entry.getValue();
      runs.values().forEach(run -> run.update(candle(kept.bar())));
      if (!entry.getKey().isBefore(bar.start())) {
        entry.setValue(new Kept(kept.bar(), kept.revision() + 1));
        changed.addAll(vectors(entry.getValue()));
      }
    }
    return changed;
  }

  /// Quotes and trades as they were when the bar before a late one came: what is known now was not
  /// known then.
  private Map<FeatureId, List<Entry>> ticksBefore(Instant start) {
    Map.Entry<Instant, Map<FeatureId, List<Entry>>> before = ticksAt.lowerEntry(start);
    return before == null ? ticks.unready() : before.getValue();
  }

  private void settle() {
    NavigableMap<Instant, Kept> open = bars.tailMap(settledUntil, false);
    while (open.size() > lateBars) {
      Kept oldest = open.firstEntry().getValue();
      runs.values().forEach(run -> run.settle(candle(oldest.bar())));
      settledUntil = oldest.bar().start();
      open = bars.tailMap(settledUntil, false);
    }
    ticksAt.headMap(settledUntil, true).clear();
    while (bars.size() > keep + lateBars) {
      bars.pollFirstEntry();
    }
  }

  /// Nights, weekends and holidays are no gaps; without a calendar that means: bars of one UTC day
  /// must follow each other, and days may be up to five apart.
  private boolean isGap(Instant before, Instant next) {
    if (!next.isAfter(before.plus(length))) {
      return false;
    }
    boolean sameDay =
        before
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .equals(next.atOffset(ZoneOffset.UTC).toLocalDate());
    return sameDay || next.isAfter(before.plus(length).plus(Duration.ofDays(4)));
  }

  private List<FeatureVector> vectors(Kept kept) {
    return runs.values().stream().map(run -> vector(run, kept)).toList();
  }

  private FeatureVector vector(CandleRun run, Kept kept) {
    Bar bar = kept.bar();
    Map<FeatureId, List<Entry>> known = run.entries();
    known.putAll(ticksAt.getOrDefault(bar.start(), Map.of()));
    Map<FeatureId, List<Entry>> now = ticks.entries();
    List<Entry> entries = new ArrayList<>();
    for (FeatureId id : run.wanted()) {
      // Unknown only to a set defined after the bar.
      entries.addAll(known.getOrDefault(id, now.getOrDefault(id, List.of())));
    }
    FeatureSet set = run.set();
    return new FeatureVector(
        instrument,
        spec,
        bar.start(),
        set.name(),
        set.version(),
        set.hash(),
        kept.revision(),
        entries,
        simulated || ticks.isSimulated(),
        bar.provenance().version());
  }

  private static Candle candle(Bar bar) {
    return new Candle(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.start());
  }

  void write(StateOutput out) {
    out.all(
        bars.values(),
        (to, kept) -> to.payload(MessageType.BAR, kept.bar()).whole(kept.revision()));
    out.all(
        ticksAt.entrySet(),
        (to, entry) -> writeTicks(to.instant(entry.getKey()), entry.getValue()));
    out.all(runs.values(), (to, run) -> run.write(to));
    out.instant(settledUntil).flag(simulated).whole(ignored).whole(gaps);
    out.flag(lastGapFrom != null).instant(lastGapFrom == null ? Instant.EPOCH : lastGapFrom);
    out.all(newest, (to, vector) -> to.payload(MessageType.FEATURE_VECTOR, vector));
  }

  private static void writeTicks(StateOutput out, Map<FeatureId, List<Entry>> ticks) {
    Map<String, List<Entry>> sorted = new TreeMap<>();
    ticks.forEach((id, entries) -> sorted.put(id.text(), entries));
    out.all(
        sorted.entrySet(),
        (to, each) -> to.text(each.getKey()).all(each.getValue(), StoredFeatures::writeEntry));
  }

  /// Takes a state over; every set must have been added.
  void read(StateInput in, FeatureCatalog catalog) {
    bars.clear();
    for (Kept kept : in.all(each -> new Kept(each.payload(MessageType.BAR), (int) each.whole()))) {
      bars.put(kept.bar().start(), kept);
    }
    ticksAt.clear();
    in.all(each -> ticksAt.put(each.instant(), ticks(each, catalog)) == null);
    Iterator<CandleRun> run = runs.values().iterator();
    int found = in.all(each -> restored(run, each)).size();
    if (found != runs.size()) {
      throw new IllegalArgumentException(
          "a state must hold %d sets, held %d".formatted(runs.size(), found));
    }
    settledUntil = in.instant();
    simulated = in.flag();
    ignored = in.whole();
    gaps = in.whole();
    boolean hadGap = in.flag();
    Instant gap = in.instant();
    lastGapFrom = hadGap ? gap : null;
    newest = List.copyOf(in.all(each -> each.payload(MessageType.FEATURE_VECTOR)));
  }

  private static boolean restored(Iterator<CandleRun> run, StateInput in) {
    if (!run.hasNext()) {
      throw new IllegalArgumentException("a state must not hold more sets than are computed");
    }
    run.next().read(in);
    return true;
  }

  private static Map<FeatureId, List<Entry>> ticks(StateInput in, FeatureCatalog catalog) {
    Map<FeatureId, List<Entry>> ticks = new HashMap<>();
    in.all(each -> ticks.put(catalog.parse(each.text()), each.all(StoredFeatures::entry)) == null);
    return ticks;
  }

  /// The newest vector of each set.
  List<FeatureVector> newest() {
    return newest;
  }

  FeaturesView.Stream view() {
    Map<String, FeatureVector> bySet = new LinkedHashMap<>();
    newest.forEach(vector -> bySet.put(vector.setName(), vector));
    return new FeaturesView.Stream(
        instrument.value(), spec.code(), bars.size(), gaps, lastGapFrom, ignored, bySet);
  }
}
