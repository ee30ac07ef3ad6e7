package dev.nautilus.engines.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.Side;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is taken out of the tape is told once and healed by the vendor's minutes.
class GapHealingTest {
  private static final Instant DAWN = Instant.parse("2026-01-05T00:10:00Z");

  private final MarketBook book = new MarketBook(Fixtures.properties("10s", "1m", "5m", "1d"));
  private final EngineHarness engine = EngineHarness.of(new MarketdataEngine().marketdata(book));

  /// Trades of twelve minutes; one of them has none.
  private static List<Trade> tape(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    double seconds = 20;
    for (int i = 1; seconds < 720; i++) {
      trades.add(
          Fixtures.trade(
              i, seconds, 100 + random.nextInt(40) * 0.25, 1 + random.nextInt(30), Side.BUY));
      seconds += random.nextDouble(0.2, 6);
      seconds = seconds >= 240 && seconds < 300 ? 301 : seconds;
    }
    return trades;
  }

  /// The minutes of a vendor that heard everything, also before the engine.
  private static List<Bar> vendor(List<Trade> whole) {
    Map<Instant, List<Trade>> byMinute = new TreeMap<>();
    for (Trade trade : whole) {
      long second = trade.provenance().observedAt().getEpochSecond();
      byMinute
          .computeIfAbsent(Instant.ofEpochSecond(second / 60 * 60), _ -> new ArrayList<>())
          .add(trade);
    }
    List<Bar> bars = new ArrayList<>();
    bars.add(Fixtures.vendor(BarSpec.MINUTE, DAWN, new double[] {90, 120, 80, 95}, 1_000));
    byMinute.forEach(
        (start, trades) -> {
          double[] prices = {
            trades.getFirst().price(),
            trades.stream().mapToDouble(Trade::price).max().orElseThrow(),
            trades.stream().mapToDouble(Trade::price).min().orElseThrow(),
            trades.getLast().price()
          };
          double extra = start.equals(Fixtures.OPEN) ? 500 : 0; // traded before the engine listened
          double volume = trades.stream().mapToDouble(Trade::size).sum() + extra;
          bars.add(Fixtures.vendor(BarSpec.MINUTE, start, prices, volume));
        });
    return bars;
  }

  private List<DataGap> gaps() {
    return engine.outbox().of(MessageType.DATA_GAP);
  }

  /// The newest revision of each bar.
  private Map<Instant, Bar> last(String spec) {
    Map<Instant, Bar> last = new HashMap<>();
    engine.outbox().of(MessageType.BAR).stream()
        .filter(bar -> bar.spec().code().equals(spec))
        .forEach(bar -> last.put(bar.start(), bar));
    return last;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void gaps_injectedAnywhere_areToldOnceAndHealed(long seed) {
    List<Trade> whole = tape(seed);
    SplittableRandom random = new SplittableRandom(seed + 1_000);
    TreeSet<Long> lost = new TreeSet<>();
    for (int i = 1; i + 1 < whole.size(); i++) {
      if (random.nextInt(15) == 0) {
        for (int j = i; j < Math.min(i + 1 + random.nextInt(5), whole.size() - 1); j++) {
          lost.add((long) j + 1);
        }
      }
    }
    for (int i = 0; i < whole.size(); i++) {
      if (!lost.contains((long) i + 1)) {
        engine.send(MessageType.TRADE, whole.get(i));
      }
    }
    engine.tick(Duration.ofMinutes(30)); // the harness began with the tape
    TreeSet<Long> told = new TreeSet<>();
    for (DataGap gap : gaps()) {
      assertThat(gap.stream()).isEqualTo("trade/AAPL");
      for (long i = 0; i < gap.missing(); i++) {
        assertThat(told.add(gap.firstMissing() + i)).as("told once").isTrue();
      }
    }
    assertThat(told).as("seed " + seed).isEqualTo(lost);

    Backfill asked = engine.outbox().asked().getLast();
    assertThat(asked.interval()).isEqualTo(BarSpec.MINUTE);
    List<Bar> vendor = vendor(whole);
    engine.learn(asked, Fixtures.answer("bar", vendor));
    assertThat(Objects.requireNonNull(book.view().instruments().get("AAPL")).gaps())
        .isNotEmpty()
        .allSatisfy(hole -> assertThat(hole.state()).isEqualTo(Hole.State.HEALED));
    assertMinutesEqual(vendor);
    assertFiveMinutesHoldTheirMinutes(vendor);
  }

  private void assertMinutesEqual(List<Bar> vendor) {
    Map<Instant, Bar> built = last("1m");
    for (Bar minute : vendor.subList(1, vendor.size())) {
      Bar bar = built.get(minute.start());
      assertThat(bar).as("minute " + minute.start()).isNotNull();
      assertThat(bar.origin()).isEqualTo(Bar.Origin.BUILT);
      assertThat(new double[] {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()})
          .as("minute " + minute.start())
          .containsExactly(
              minute.open(), minute.high(), minute.low(), minute.close(), minute.volume());
    }
  }

  private void assertFiveMinutesHoldTheirMinutes(List<Bar> vendor) {
    last("5m")
        .forEach(
            (start, bar) -> {
              List<Bar> inside =
                  vendor.stream()
                      .filter(m -> !m.start().isBefore(start))
                      .filter(m -> m.start().isBefore(start.plus(Duration.ofMinutes(5))))
                      .toList();
              assertThat(bar.volume()).isEqualTo(inside.stream().mapToDouble(Bar::volume).sum());
              assertThat(bar.high())
                  .isEqualTo(inside.stream().mapToDouble(Bar::high).max().orElseThrow());
              assertThat(bar.low())
                  .isEqualTo(inside.stream().mapToDouble(Bar::low).min().orElseThrow());
              assertThat(bar.open()).isEqualTo(inside.getFirst().open());
              assertThat(bar.close()).isEqualTo(inside.getLast().close());
            });
    assertThat(last("5m")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void dayBar_engineJoinedInTheMiddle_holdsWhatWasBefore() {
    List<Trade> whole = tape(3);
    whole.forEach(trade -> engine.send(MessageType.TRADE, trade));
    engine.tick(Duration.ofMinutes(30));
    engine.learn(engine.outbox().asked().getLast(), Fixtures.answer("bar", vendor(whole)));
    engine.tick(Duration.ofHours(24));
    Bar day = last("1d").get(Instant.parse("2026-01-05T00:00:00Z"));
    assertThat(day).isNotNull();
    assertThat(day.open()).isEqualTo(90);
    assertThat(List.of(day.high(), day.low())).containsExactly(120.0, 80.0);
    assertThat(day.volume()).isEqualTo(whole.stream().mapToDouble(Trade::size).sum() + 1_500);
  }

  @Test
  void hole_vendorHasNotToldTheMinuteYet_isAskedAgainEachTimeLater() {
    engine.send(MessageType.TRADE, Fixtures.trade(1, 5, 100, 1, Side.BUY));
    engine.tick(Duration.ofSeconds(30));
    assertThat(engine.outbox().asked()).as("the minute still runs").isEmpty();
    engine.tick(Duration.ofSeconds(40));
    assertThat(engine.outbox().asked()).hasSize(1);
    engine.learn(engine.outbox().asked().getFirst(), Fixtures.answer("bar", List.of()));
    engine.tick(Duration.ofSeconds(2));
    assertThat(engine.outbox().asked()).as("waits").hasSize(1);
    engine.tick(Duration.ofSeconds(4));
    assertThat(engine.outbox().asked()).hasSize(2);
  }

  @Test
  void trade_ofAMinuteTheVendorHasTold_isNotCountedTwice() {
    engine.send(MessageType.TRADE, Fixtures.trade(1, 5, 100, 10, Side.BUY));
    engine.tick(Duration.ofMinutes(2));
    Bar minute =
        Fixtures.vendor(BarSpec.MINUTE, Fixtures.OPEN, new double[] {100, 101, 99, 100}, 40);
    engine.learn(engine.outbox().asked().getFirst(), Fixtures.answer("bar", List.of(minute)));
    engine.send(MessageType.TRADE, Fixtures.trade(2, 59, 100, 10, Side.BUY));
    assertThat(last("1m").get(Fixtures.OPEN))
        .satisfies(bar -> assertThat(bar.volume()).isEqualTo(40));
  }

  @Test
  void hole_vendorNeverTells_isToldAsQualityAndAskedAgainByResync() {
    engine.send(MessageType.TRADE, Fixtures.trade(1, 5, 100, 1, Side.BUY));
    for (int i = 0; i < Hole.MOST_ASKED + 2; i++) {
      engine.tick(Duration.ofHours(1));
    }
    assertThat(engine.outbox().of(MessageType.DATA_QUALITY))
        .extracting(DataQuality::check)
        .containsOnlyOnce("gap_unhealed");
    int asked = engine.outbox().asked().size();
    assertThat((int) engine.ask(_ -> book.resync("AAPL", Fixtures.OPEN))).isEqualTo(1);
    engine.tick(Duration.ofSeconds(1));
    assertThat(engine.outbox().asked()).hasSize(asked + 1);
  }

  @Test
  void newHub_firstNumbersLost_areAGapOfItsTerm() {
    engine.send(MessageType.TRADE, Fixtures.trade(7, 1, 100, 1, Side.BUY));
    long next = (Fixtures.TERM + 1) << 40 | 3;
    Trade later = Fixtures.trade(1, 2, 100, 1, Side.BUY);
    engine.send(MessageType.TRADE, later.withProvenance(later.provenance().withVersion(next)));
    engine.tick(Duration.ofSeconds(5));
    assertThat(engine.outbox().single(MessageType.DATA_GAP))
        .isEqualTo(new DataGap("trade/AAPL", "ibkr", 1, 2, "SEQUENCE"));
    engine.send(MessageType.TRADE, Fixtures.trade(8, 3, 100, 1, Side.BUY));
    engine.tick(Duration.ofSeconds(5));
    assertThat(gaps()).as("of a hub that leads no more").hasSize(1);
  }
}
