package dev.nautilus.engines.ml;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.BarInputs;
import dev.nautilus.engines.ml.method.FeatureScaler;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FeatureVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bars of one instrument in their order, each joined by its features. Bars and features come
/// by two buses, and neither waits for the other: a bar is a step when its features are there, or
/// when `lateBars` younger ones have come. What follows from them so does not depend on which bus
/// was quicker. Confined to the engine thread.
///
/// A bar whose turn is over is not taken back: what was said and learned stays.
final class InstrumentStream {
  private static final Duration DAY = Duration.ofDays(1);

  private final int lateBars;
  private final Duration length;
  private final NavigableMap<Instant, Bar> bars = new TreeMap<>();
  private final NavigableMap<Instant, FeatureVector> vectors = new TreeMap<>();
  private final BarInputs inputs = new BarInputs();
  private final FeatureScaler scaler;
  private Instant done = Instant.MIN;
  private long steps;
  private long withoutFeatures;
  private long late;
  private long gaps;

  /// @param width inputs of a row
  InstrumentStream(BarSpec spec, int lateBars, int width) {
    this.lateBars = lateBars;
    length = spec.duration().orElse(Duration.ZERO);
    scaler = new FeatureScaler(width);
  }

  /// What it has counted since it began.
  ///
  /// @param withoutFeatures live steps whose features did not come in time
  /// @param late bars and features whose turn was over
  record Counts(long steps, long withoutFeatures, long late, long gaps) {}

  /// Takes a live bar in.
  ///
  /// @return the steps whose turn has come, oldest first
  List<Step> bar(Bar bar) {
    if (!bar.start().isAfter(done)) {
      late++;
      return List.of();
    }
    bars.merge(
        bar.start(), bar, (known, next) -> next.revision() > known.revision() ? next : known);
    return due();
  }

  /// Takes features in.
  ///
  /// @return the steps whose turn has come, oldest first
  List<Step> features(FeatureVector vector) {
    if (!vector.barStart().isAfter(done)) {
      late++;
      return List.of();
    }
    vectors.merge(
        vector.barStart(),
        vector,
        (known, next) -> next.revision() > known.revision() ? next : known);
    if (vectors.size() > lateBars + 1) {
      // Without bars they would pile up.
      late++;
      vectors.pollFirstEntry();
    }
    return due();
  }

  /// Takes a past bar in; nobody has kept its features.
  ///
  /// @return the step it makes; null when it is known already
  @Nullable Step past(Bar bar) {
    return bar.start().isAfter(done) ? step(bar, null) : null;
  }

  private List<Step> due() {
    List<Step> due = new ArrayList<>();
    while (!bars.isEmpty()) {
      Bar first = bars.firstEntry().getValue();
      FeatureVector vector = vectors.get(first.start());
      if (vector == null && bars.size() <= lateBars) {
        break;
      }
      withoutFeatures += vector == null ? 1 : 0;
      bars.pollFirstEntry();
      due.add(step(first, vector));
    }
    return due;
  }

  private Step step(Bar bar, @Nullable FeatureVector vector) {
    boolean gap =
        length.compareTo(DAY) < 0
            && done.isAfter(Instant.MIN)
            && !bar.start().equals(done.plus(length));
    gaps += gap ? 1 : 0;
    done = bar.start();
    steps++;
    vectors.headMap(done, true).clear();
    bars.headMap(done, true).clear();
    inputs.update(
        new BarInputs.Candle(
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume(),
            bar.buyVolume().orElse(Double.NaN),
            bar.sellVolume().orElse(Double.NaN)),
        gap);
    return new Step(bar, vector, gap);
  }

  BarInputs inputs() {
    return inputs;
  }

  FeatureScaler scaler() {
    return scaler;
  }

  Counts counts() {
    return new Counts(steps, withoutFeatures, late, gaps);
  }

  void write(StateOutput out) {
    out.all(bars.values(), (to, bar) -> to.payload(MessageType.BAR, bar));
    out.all(vectors.values(), (to, vector) -> to.payload(MessageType.FEATURE_VECTOR, vector));
    inputs.save(out::real);
    scaler.save(out::real);
    out.instant(done).whole(steps).whole(withoutFeatures).whole(late).whole(gaps);
  }

  void read(StateInput in) {
    bars.clear();
    in.all(each -> each.payload(MessageType.BAR)).forEach(bar -> bars.put(bar.start(), bar));
    vectors.clear();
    in.all(each -> each.payload(MessageType.FEATURE_VECTOR))
        .forEach(vector -> vectors.put(vector.barStart(), vector));
    inputs.load(in::real);
    scaler.load(in::real);
    done = in.instant();
    steps = in.whole();
    withoutFeatures = in.whole();
    late = in.whole();
    gaps = in.whole();
  }
}
