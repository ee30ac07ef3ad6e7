package dev.nautilus.engines.enhancedvpin.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.quant.flow.VolumeBucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuresTest {
  private static final Instant ANY = Instant.parse("2026-01-05T14:30:00Z");

  private static VolumeBucket bucket(double buy, double sell, double seconds) {
    return new VolumeBucket(0, ANY, ANY, buy + sell, buy, sell, seconds, 0, 100);
  }

  /// Buckets drawn from the model itself: the estimate must find what they were drawn with.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void arrival_ofBucketsDrawnFromTheModel_isFound(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<VolumeBucket> buckets = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      double seconds = random.nextDouble(100, 1_000);
      double mu = i % 2 == 0 ? 6 : 0;
      boolean bad = i % 4 == 0;
      double noise = random.nextDouble(0.97, 1.03);
      double buy = (3 + (bad ? 0 : mu)) * seconds * noise;
      double sell = (4 + (bad ? mu : 0)) * seconds * noise;
      buckets.add(bucket(buy, sell, seconds));
    }
    InformedArrival found = InformedArrival.of(buckets, 5, null).orElseThrow();
    assertThat(found.alpha()).isCloseTo(0.5, within(0.01));
    assertThat(found.delta()).isCloseTo(0.52, within(0.02));
    assertThat(found.mu()).isCloseTo(6, within(0.3));
    assertThat(found.epsilonBuy()).isCloseTo(3, within(0.15));
    assertThat(found.epsilonSell()).isCloseTo(4, within(0.2));
    assertThat(found.pin()).isCloseTo(3.0 / 10, within(0.02));
  }

  @Test
  void arrival_ofBucketsThatTookNoTime_isNotKnown() {
    assertThat(InformedArrival.of(List.of(bucket(1, 2, 0)), 5, null)).isEmpty();
  }

  @Test
  void arrival_ofOneSidedBuckets_staysWithinBounds() {
    List<VolumeBucket> buckets = List.of(bucket(100, 0, 10), bucket(100, 0, 20));
    InformedArrival found = InformedArrival.of(buckets, 5, null).orElseThrow();
    assertThat(found.ivpin()).isBetween(0.0, 1.0);
    assertThat(found.likelihood()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void regression_withoutForgetting_isOrdinaryLeastSquares(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DecayingRegression line = new DecayingRegression(1);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double x = 1e6 + random.nextDouble(-5, 5);
      double y = 3 + 0.25 * x + random.nextDouble(-1, 1);
      points.add(new double[] {x, y});
      line.add(x, y);
    }
    double meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double xy = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
    double xx = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
    assertThat(line.slope()).as("seed " + seed).isCloseTo(xy / xx, within(1e-9));
  }

  @Test
  void regression_withForgetting_followsAChange() {
    DecayingRegression line = new DecayingRegression(0.99);
    for (int i = 0; i < 2_000; i++) {
      line.add(i % 7, (i < 1_000 ? 1 : 5) * (i % 7));
    }
    assertThat(line.slope()).isCloseTo(5, within(0.01));
  }

  @Test
  void regression_beforeTwoPointsOrWithoutVariation_isNotKnown() {
    DecayingRegression line = new DecayingRegression(0.99);
    assertThat(line.slope()).isNaN();
    line.add(2, 3);
    line.add(2, 4);
    assertThat(line.slope()).isNaN();
    line.add(Double.NaN, 4);
    assertThat(line.count()).isEqualTo(2);
  }

  @Test
  void score_ofEqualPercentiles_isThatPercentile() {
    ToxicityScore score = new ToxicityScore(List.of("a", "b", "c"), 0.01);
    assertThat(score.of(Map.of("a", 0.99, "b", 0.99, "c", 0.99))).isCloseTo(0.99, within(1e-12));
    assertThat(score.of(Map.of("b", 0.7))).isCloseTo(0.7, within(1e-12));
    assertThat(score.of(Map.of())).isNaN();
    assertThat(score.known(Map.of("b", 0.7))).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void weights_moveToTheMeasureThatForetells() {
    ToxicityScore score = new ToxicityScore(List.of("seer", "noise"), 0.05);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      double outcome = random.nextDouble();
      score.learn(Map.of("seer", outcome, "noise", random.nextDouble()), outcome);
    }
    assertThat(score.weights().getOrDefault("seer", 0.0)).isGreaterThan(0.9);
    assertThat(score.weights().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "CALM, 0.98, ELEVATED",
    "CALM, 0.99, TOXIC",
    "TOXIC, 0.96, TOXIC",
    "TOXIC, 0.95, ELEVATED",
    "ELEVATED, 0.85, ELEVATED",
    "ELEVATED, 0.80, CALM",
    "CALM, 0.85, CALM",
    "TOXIC, NaN, TOXIC"
  })
  void regime_afterAScore_hasHysteresis(Regimes.Level before, double score, Regimes.Level after) {
    assertThat(new Regimes(0.9, 0.8, 0.99, 0.95).after(before, score)).isEqualTo(after);
  }

  @Test
  void regimes_outOfOrder_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Regimes(0.9, 0.8, 0.95, 0.99))
        .withMessageContaining("toxic");
  }

  @Test
  void quoteRule_lockedOrCrossedOrMissing_isUndecidedOrAtTheMid() {
    assertThat(SignRule.QUOTE.sign(trade(10.01, 10, 10))).isEqualTo(1);
    assertThat(SignRule.QUOTE.sign(trade(10, 10.1, 9.9))).isZero();
    assertThat(SignRule.QUOTE.sign(trade(10, Double.NaN, 9.9))).isZero();
    assertThat(SignRule.LEE_READY.sign(trade(10, 10.1, 9.9))).isEqualTo(1);
  }

  private static TradeContext trade(double price, double bid, double ask) {
    return new TradeContext(price, 1, 9, Double.NaN, bid, ask, Double.NaN, Double.NaN, 0);
  }
}
