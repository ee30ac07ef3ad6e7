package dev.nautilus.engines.marketdata.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.marketdata.method.Consolidation.Offer;
import dev.nautilus.engines.marketdata.method.Consolidation.Top;
import dev.nautilus.engines.marketdata.method.Consolidation.VenueQuote;
import dev.nautilus.engines.marketdata.method.DepthContinuity.Rules;
import dev.nautilus.engines.marketdata.method.DepthContinuity.Verdict;
import dev.nautilus.engines.marketdata.method.OrderBook.Level;
import dev.nautilus.engines.marketdata.method.SequenceTracker.Outcome.Gap;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sequences, books, consolidation and adjustments at their edges.
final class FeedMethodsTest {
  private static final Instant NOW = Tapes.OPEN;
  private static final Duration TIMEOUT = Duration.ofMillis(250);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reorder_randomLossSwapsAndRepeats_tellsEachMissingOnceAndKeepsOrder(long seed) {
    TreeSet<Long> lost = new TreeSet<>();
    List<Long> sent = disturbed(seed, lost);
    ReorderBuffer<Long> buffer = new ReorderBuffer<>(TIMEOUT, 1);
    List<Long> passed = new ArrayList<>();
    TreeSet<Long> missing = new TreeSet<>();
    int told = 0;
    Instant now = NOW;
    for (long number : sent) {
      now = now.plusMillis(40);
      ReorderBuffer.Passed<Long> step = buffer.accept(number, number, now);
      passed.addAll(step.items());
      for (Gap gap : step.gaps()) {
        told += (int) gap.missing();
        LongStream.rangeClosed(gap.from(), gap.to()).forEach(missing::add);
      }
    }
    ReorderBuffer.Passed<Long> end = buffer.expire(now.plus(TIMEOUT));
    passed.addAll(end.items());
    for (Gap gap : end.gaps()) {
      told += (int) gap.missing();
      LongStream.rangeClosed(gap.from(), gap.to()).forEach(missing::add);
    }
    assertThat(missing).as("seed " + seed).isEqualTo(lost);
    assertThat(told).isEqualTo(lost.size());
    assertThat(passed).isSorted().doesNotHaveDuplicates().hasSize(2_000 - lost.size());
  }

  /// The numbers 1 to 2000, some lost, some early by one place, some twice.
  private static List<Long> disturbed(long seed, Set<Long> lost) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> sent = new ArrayList<>(LongStream.rangeClosed(1, 2_000).boxed().toList());
    for (long number = 2; number < 2_000; number++) {
      if (random.nextInt(12) == 0) {
        lost.add(number);
      }
    }
    sent.removeAll(lost);
    for (int i = 0; i + 1 < sent.size(); i++) {
      if (random.nextInt(6) == 0) {
        sent.add(i, sent.remove(i + 1)); // early by one place
      } else if (random.nextInt(30) == 0) {
        sent.add(i + 1, sent.get(i)); // twice
      }
    }
    return sent;
  }

  @Test
  void reorder_missingOneComesInTime_isNoGap() {
    ReorderBuffer<String> buffer = new ReorderBuffer<>(TIMEOUT, 1);
    assertThat(buffer.accept(2, "b", NOW).items()).isEmpty();
    assertThat(buffer.firstWaiting()).isEqualTo("b");
    ReorderBuffer.Passed<String> passed = buffer.accept(1, "a", NOW.plusMillis(249));
    assertThat(passed.items()).containsExactly("a", "b");
    assertThat(passed.gaps()).isEmpty();
    assertThat(buffer.accept(1, "a", NOW).duplicate()).isTrue();
  }

  @Test
  void reorder_moreWaitThanThereIsRoom_givesTheHoleUpAtOnce() {
    ReorderBuffer<Long> buffer = new ReorderBuffer<>(Duration.ofDays(1), 1);
    List<Gap> gaps = new ArrayList<>();
    for (long number = 2; number <= ReorderBuffer.MOST_WAITING + 2; number++) {
      gaps.addAll(buffer.accept(number, number, NOW).gaps());
    }
    assertThat(gaps).containsExactly(new Gap(1, 1));
    assertThat(buffer.size()).isZero();
  }

  @Test
  void sequence_heartbeatAhead_revealsTheGap() {
    SequenceTracker tracker = new SequenceTracker(5);
    assertThat(tracker.accept(8, 0)).isEqualTo(new Gap(5, 7));
    assertThat(tracker.accept(8, 0)).isEqualTo(new SequenceTracker.Outcome.Heartbeat());
    assertThat(tracker.accept(7, 3)).isEqualTo(new SequenceTracker.Outcome.InOrder());
    assertThat(tracker.next()).isEqualTo(10);
  }

  @Test
  void depth_spot_followsWhenTheNextIdLiesWithin() {
    DepthContinuity depth = new DepthContinuity(Rules.SPOT, 100);
    assertThat(depth.accept(95, 100, 0)).isEqualTo(Verdict.DUPLICATE);
    assertThat(depth.accept(99, 103, 0)).isEqualTo(Verdict.FOLLOWS);
    assertThat(depth.accept(105, 106, 0)).isEqualTo(Verdict.GAP);
    assertThat(depth.known()).isEqualTo(103);
    depth.reset(110);
    assertThat(depth.accept(111, 111, 0)).isEqualTo(Verdict.FOLLOWS);
  }

  @Test
  void depth_futures_firstOverlapsTheSnapshotThenPreviousMustMatch() {
    DepthContinuity depth = new DepthContinuity(Rules.FUTURES, 100);
    assertThat(depth.accept(90, 99, 89)).isEqualTo(Verdict.DUPLICATE);
    assertThat(depth.accept(98, 104, 97)).isEqualTo(Verdict.FOLLOWS);
    assertThat(depth.accept(107, 110, 104)).as("numbers may jump").isEqualTo(Verdict.FOLLOWS);
    assertThat(depth.accept(111, 112, 111)).isEqualTo(Verdict.GAP);
  }

  @Test
  void book_sizeOfNothing_takesTheLevelOutWhateverItsDigits() {
    OrderBook book = new OrderBook();
    book.snapshot(List.of(level("1.0", "5"), level("0.9", "1")), List.of(level("1.1", "2")));
    book.bid(level("1.00", "0"));
    assertThat(book.bestBid()).contains(level("0.9", "1"));
    book.ask(level("0.8", "1"));
    assertThat(book.isCrossed()).isTrue();
    assertThat(book.asks(5)).extracting(Level::price).containsExactly(bd("0.8"), bd("1.1"));
    assertThatIllegalArgumentException().isThrownBy(() -> book.bid(level("1", "-1")));
  }

  private static Level level(String price, String size) {
    return new Level(bd(price), bd(size));
  }

  private static BigDecimal bd(String text) {
    return new BigDecimal(text);
  }

  private static Offer offer(String price, String size) {
    return new Offer(bd(price), bd(size));
  }

  @Test
  void consolidation_samePrice_sumsSizesAndNamesVenues() {
    Consolidation venues = new Consolidation(Duration.ofSeconds(5));
    venues.accept("b", new VenueQuote(offer("10.0", "3"), offer("10.2", "1"), NOW));
    venues.accept("a", new VenueQuote(offer("10.00", "4"), offer("10.1", "2"), NOW));
    Top top = venues.top(NOW);
    assertThat(top.bid())
        .isEqualTo(new Consolidation.Best(bd("10.00"), bd("7"), List.of("a", "b")));
    assertThat(top.ask()).isEqualTo(new Consolidation.Best(bd("10.1"), bd("2"), List.of("a")));
    assertThat(top.locked() || top.crossed()).isFalse();
    assertThat(top.tradedThrough(bd("10.15"))).isTrue();
    assertThat(top.tradedThrough(bd("10.05"))).isFalse();
  }

  @Test
  void consolidation_silentVenue_isLeftOutAndASideNobodyQuotesIsMissing() {
    Consolidation venues = new Consolidation(Duration.ofSeconds(5));
    venues.accept("a", new VenueQuote(offer("10", "1"), null, NOW));
    venues.accept("b", new VenueQuote(offer("9", "1"), null, NOW.plusSeconds(3)));
    Top later = venues.top(NOW.plusMillis(5_001));
    assertThat(later.bid()).isNotNull().extracting(Consolidation.Best::price).isEqualTo(bd("9"));
    assertThat(later.ask()).isNull();
    assertThat(venues.stale(NOW.plusMillis(5_001))).containsExactly("a");
    assertThat(venues.accept("b", new VenueQuote(null, null, NOW))).as("older").isFalse();
  }

  @Test
  void consolidation_bidAtOrAboveAsk_isLockedOrCrossed() {
    Consolidation venues = new Consolidation(Duration.ofSeconds(5));
    venues.accept("a", new VenueQuote(offer("10", "1"), null, NOW));
    venues.accept("b", new VenueQuote(null, offer("10.0", "1"), NOW));
    assertThat(venues.top(NOW).locked()).isTrue();
    venues.accept("b", new VenueQuote(null, offer("9.9", "1"), NOW));
    assertThat(venues.top(NOW).crossed()).isTrue();
  }

  @Test
  void consolidation_sizeNobodyTells_isMissingNotNothing() {
    Consolidation venues = new Consolidation(Duration.ofSeconds(5));
    venues.accept("a", new VenueQuote(new Offer(bd("10"), null), null, NOW));
    assertThat(venues.top(NOW).bid())
        .isEqualTo(new Consolidation.Best(bd("10"), null, List.of("a")));
  }

  @Test
  void factors_splitThenDividend_multiplyEverythingBefore() {
    FactorTable table = new FactorTable();
    table.split(LocalDate.of(2026, 1, 9), bd("400"), bd("4"));
    table.dividend(LocalDate.of(2026, 3, 6), bd("100"), bd("1"));
    assertThat(table.on(LocalDate.of(2026, 1, 9)).factor()).isEqualByComparingTo("0.2475");
    assertThat(table.on(LocalDate.of(2026, 1, 10)).factor()).isEqualByComparingTo("0.99");
    assertThat(table.on(LocalDate.of(2026, 3, 7)).factor()).isEqualByComparingTo("1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.dividend(LocalDate.of(2026, 4, 1), bd("1"), bd("1")))
        .withMessageContaining("less than the close");
  }
}
