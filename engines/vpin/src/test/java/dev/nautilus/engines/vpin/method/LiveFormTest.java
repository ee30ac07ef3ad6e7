package dev.nautilus.engines.vpin.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The form that streams against the batch form, on seeded random bars with gaps, nights and days
/// off.
class LiveFormTest {
  private static final TradingGrid GRID = TradingGrid.wholeDays(Duration.ofMinutes(1));
  private static final Instant FIRST = Instant.parse("2026-01-05T14:30:00Z");

  private static VpinRule rule(int buckets, int window) {
    return new VpinRule(
        GRID,
        BulkClassification.normal(),
        buckets,
        window,
        2,
        DailyVolume.Kind.trailing(3),
        Double.POSITIVE_INFINITY);
  }

  private static List<FlowBar> bars(long seed, int days) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FlowBar> bars = new ArrayList<>();
    double price = 50;
    for (int day = 0; day < days; day++) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      for (int minute = 0; minute < 120; minute++) {
        if (random.nextInt(10) == 0) {
          continue;
        }
        double next = price + random.nextInt(-3, 4) * 0.01;
        double volume = random.nextInt(4) == 0 ? 0 : random.nextInt(5_000);
        Instant start = FIRST.plus(Duration.ofDays(day)).plusSeconds(60L * minute);
        double high = Math.max(price, next);
        double low = Math.min(price, next);
        bars.add(new FlowBar(start, price, high, low, next, volume, volume / 2));
        price = next;
      }
    }
    return bars;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void stream_withTheBatchSigmaAndSize_equalsTheBatchBucketForBucket(long seed) {
    List<FlowBar> bars = bars(seed, 12);
    VpinRule rule = rule(10, 7);
    VpinBatch batch = VpinBatch.of(rule, bars);
    VpinStream stream = VpinStream.fixed(rule, batch.sigma(), batch.size());
    List<VpinStream.Reading> readings = new ArrayList<>();
    bars.forEach(bar -> readings.addAll(stream.add(bar)));
    assertThat(readings).as("seed " + seed).isNotEmpty().isEqualTo(batch.readings());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void vpin_ofEveryWindow_equalsTheSumOverIt(long seed) {
    int window = 7;
    List<VpinStream.Reading> readings = VpinBatch.of(rule(10, window), bars(seed, 12)).readings();
    for (int i = 0; i < readings.size(); i++) {
      if (i < window - 1) {
        assertThat(readings.get(i).vpin()).isNaN();
        continue;
      }
      double imbalance = 0;
      double size = 0;
      for (VpinStream.Reading each : readings.subList(i - window + 1, i + 1)) {
        imbalance += each.bucket().imbalance();
        size += each.bucket().size();
      }
      assertThat(readings.get(i).vpin())
          .as("seed %d bucket %d", seed, i)
          .isCloseTo(imbalance / size, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void buckets_ofALiveStream_loseNoVolume(long seed) {
    List<FlowBar> bars = bars(seed, 20);
    VpinStream stream = VpinStream.trailing(rule(10, 7));
    double filled = 0;
    double conflated = 0;
    for (FlowBar bar : bars) {
      for (VpinStream.Reading reading : stream.add(bar)) {
        filled += reading.bucket().size();
        conflated += reading.bucket().conflated();
      }
    }
    VpinStream.State state = stream.state();
    assertThat(state.bucket()).isNotNull();
    double open = state.bucket() == null ? 0 : state.bucket().buy() + state.bucket().sell();
    double all = bars.stream().mapToDouble(FlowBar::volume).sum();
    assertThat(filled + open).as("seed " + seed).isCloseTo(all, within(1e-6 * all));
    assertThat(conflated).isCloseTo(filled / 2, within(1e-6 * all));
  }

  @Test
  void stream_beforeSigmaAndVolumeAreKnown_keepsBarsWaiting() {
    List<FlowBar> bars = bars(31, 3);
    VpinStream stream = VpinStream.trailing(rule(10, 7));
    bars.forEach(bar -> assertThat(stream.add(bar)).isEmpty());
    assertThat(stream.waiting()).isEqualTo(bars.size());
    assertThat(stream.sigma()).isNaN();
  }

  @Test
  void barLargerThanManyBuckets_fillsThemAllWithItsOwnShare() {
    VpinStream stream = VpinStream.fixed(rule(10, 2), 0.01, 100);
    List<VpinStream.Reading> readings =
        stream.add(new FlowBar(FIRST, 10, 10.01, 10, 10.01, 1_000, 0));
    assertThat(readings).hasSize(10);
    assertThat(readings)
        .allSatisfy(
            each -> {
              assertThat(each.bucket().buy()).isCloseTo(84.1344746, within(1e-6));
              assertThat(each.bucket().seconds()).isCloseTo(6, within(1e-9));
            });
    assertThat(readings.get(1).bucket().start()).isEqualTo(readings.getFirst().bucket().end());
  }

  @Test
  void priceUnchanged_isHalfBoughtHalfSold() {
    VpinStream stream = VpinStream.fixed(rule(10, 1), 0, 100);
    assertThat(stream.add(new FlowBar(FIRST, 10, 10, 10, 10, 100, 0)).getFirst().vpin()).isZero();
  }

  @Test
  void bar_notAfterTheOneBefore_isRefused() {
    VpinStream stream = VpinStream.fixed(rule(10, 1), 0.01, 100);
    FlowBar bar = new FlowBar(FIRST, 10, 10, 10, 10, 100, 0);
    stream.add(bar);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.add(bar))
        .withMessageContaining("order of time");
  }

  @Test
  void days_meansPlainAndWeighted_differWhereBucketsTakeDifferentTime() {
    List<VpinStream.Reading> readings = VpinBatch.of(rule(10, 7), bars(41, 12)).readings();
    List<DailyVpin> days = DailyVpin.of(readings, GRID);
    assertThat(days).hasSizeGreaterThan(3);
    assertThat(days.stream().mapToInt(DailyVpin::buckets).sum()).isEqualTo(readings.size() - 6);
    assertThat(days).anySatisfy(day -> assertThat(day.mean()).isNotEqualTo(day.weighted()));
  }
}
