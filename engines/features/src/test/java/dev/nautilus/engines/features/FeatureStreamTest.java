package dev.nautilus.engines.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.FeatureVector.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStreamTest {
  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();
  private static final int LATE = 4;

  private final FeatureStream stream = stream("sma(3)", "rsi(3)", "ema(5)");

  private static FeatureStream stream(String... features) {
    TickRun quotes = new TickRun(CATALOG);
    FeatureStream stream = new FeatureStream(Fixtures.AAPL, BarSpec.MINUTE, 50, LATE, quotes);
    new FeatureSets(CATALOG, Fixtures.properties(features))
        .all()
        .forEach(set -> stream.add(set, CATALOG));
    return stream;
  }

  private void feed(List<Bar> bars) {
    bars.forEach(stream::accept);
  }

  private static List<Entry> entries(FeatureStream stream) {
    return stream.newest().getFirst().entries();
  }

  private static Entry entry(FeatureVector vector, String name) {
    return vector.entries().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accept_warmUp_isNotReadyAndHasNoValue() {
    FeatureVector first = stream.accept(Fixtures.minute(0, 10)).getFirst();
    assertThat(first.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.ready()).isFalse();
              assertThat(entry.value()).isEmpty();
              assertThat(entry.lookback()).isPositive();
            });
  }

  @Test
  void accept_enoughBars_isReady() {
    feed(List.of(Fixtures.minute(0, 10), Fixtures.minute(1, 11)));
    FeatureVector third = stream.accept(Fixtures.minute(2, 12)).getFirst();
    assertThat(entry(third, "sma(3)@1m").value()).hasValue(11);
    assertThat(entry(third, "sma(3)@1m").ready()).isTrue();
    assertThat(entry(third, "rsi(3)@1m").ready()).isFalse();
  }

  @Test
  void accept_sideOutput_isReadyWhenItsOwnWarmUpIsOver() {
    FeatureStream macd = stream("pvo(2,3,3)");
    List<FeatureVector> vectors = new ArrayList<>();
    Fixtures.walk(5, 6).forEach(bar -> vectors.addAll(macd.accept(bar)));
    assertThat(entry(vectors.get(2), "pvo(2,3,3)@1m").ready()).isTrue();
    assertThat(entry(vectors.get(2), "pvo(2,3,3).signal@1m").ready()).isFalse();
    assertThat(entry(vectors.get(5), "pvo(2,3,3).signal@1m").ready()).isTrue();
  }

  @Test
  void accept_sameBarTwice_saysNothing() {
    feed(Fixtures.walk(1, 10));
    assertThat(stream.accept(Fixtures.walk(1, 10).getLast())).isEmpty();
    assertThat(stream.accept(Fixtures.walk(1, 10).getFirst())).isEmpty();
    assertThat(stream.view().ignored()).isZero();
  }

  @Test
  void accept_correction_changesThatBarAndLaterOnes() {
    List<Bar> bars = Fixtures.walk(2, 20);
    feed(bars);
    Bar correction = Fixtures.corrected(bars.get(18), 123);
    List<FeatureVector> changed = stream.accept(correction);

    assertThat(changed)
        .extracting(FeatureVector::barStart)
        .containsExactly(bars.get(18).start(), bars.get(19).start());
    assertThat(changed).extracting(FeatureVector::revision).containsExactly(1, 1);
    FeatureStream inOrder = stream("sma(3)", "rsi(3)", "ema(5)");
    bars.set(18, correction);
    bars.forEach(inOrder::accept);
    assertThat(entries(stream)).isEqualTo(entries(inOrder));
  }

  @Test
  void accept_correctionTooLate_isIgnoredAndCounted() {
    List<Bar> bars = Fixtures.walk(3, 20);
    feed(bars);
    assertThat(stream.accept(Fixtures.corrected(bars.get(19 - LATE), 123))).isEmpty();
    assertThat(stream.view().ignored()).isEqualTo(1);
    assertThat(stream.accept(Fixtures.corrected(bars.get(20 - LATE), 123))).hasSize(LATE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void accept_barsOutOfOrder_endsLikeInOrder(long seed) {
    List<Bar> ordered = Fixtures.walk(seed, 60);
    List<Bar> mixed = new ArrayList<>(ordered);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i + 1 < mixed.size(); i += 2) {
      if (random.nextBoolean()) {
        Bar held = mixed.set(i, mixed.get(i + 1));
        mixed.set(i + 1, held);
      }
    }
    FeatureStream inOrder = stream("sma(3)", "rsi(3)", "ema(5)");
    ordered.forEach(inOrder::accept);
    feed(mixed);
    assertThat(entries(stream)).as("seed " + seed).isEqualTo(entries(inOrder));
    assertThat(stream.newest().getFirst().barStart()).isEqualTo(ordered.getLast().start());
  }

  @Test
  void add_setLater_isComputedFromTheBarsKept() {
    feed(Fixtures.walk(4, 30));
    FeatureSets sets = new FeatureSets(CATALOG, Fixtures.properties("sma(3)"));
    stream.add(sets.define("late", 1, List.of("ema(5)@1m")), CATALOG);
    assertThat(stream.newest()).hasSize(2);
    assertThat(stream.newest().get(1).entries().getFirst())
        .isEqualTo(entry(stream.newest().getFirst(), "ema(5)@1m"));
  }

  @Test
  void accept_minutesMissingInADay_isAGap() {
    feed(List.of(Fixtures.minute(0, 10), Fixtures.minute(1, 10), Fixtures.minute(5, 10)));
    assertThat(stream.view().gaps()).isEqualTo(1);
    assertThat(stream.view().lastGapFrom()).isEqualTo(Fixtures.OPEN.plus(Duration.ofMinutes(2)));
  }

  @Test
  void accept_nightBetweenBars_isNoGap() {
    feed(List.of(Fixtures.minute(389, 10), Fixtures.minute(24 * 60, 10)));
    assertThat(stream.view().gaps()).isZero();
  }

  @Test
  void accept_simulatedBar_makesTheVectorSimulated() {
    assertThat(stream.accept(Fixtures.minute(0, 10)).getFirst().simulated()).isTrue();
  }
}
