package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Questions that reach differently far back cost a vendor one call, and each gets its own.
class StretchesTest {
  private static final Inquiry MINUTES =
      Inquiry.about(ServedType.BAR, id("AAPL")).every(BarSpec.MINUTE);
  private static final Inquiry DAYS = MINUTES.every(BarSpec.DAY);

  private final FakeVendor vendor = new FakeVendor("fake", this::answer);
  private final DeskSetup setup = new DeskSetup(vendor);
  private final Stretches stretches = new Stretches(setup.time);
  private final Instant now = setup.time.instant();

  /// A bar at each full hour of the range, the newest where there is a limit.
  private VendorReply answer(VendorQuery query) {
    List<MarketDatum> bars = new ArrayList<>();
    Instant first = Objects.requireNonNull(query.from()).truncatedTo(ChronoUnit.HOURS);
    for (Instant at = first; at.isBefore(now); at = at.plus(1, ChronoUnit.HOURS)) {
      if (!at.isBefore(query.from())) {
        bars.add(bar("AAPL", at, 100, true));
      }
    }
    int left = query.limit() == 0 ? 0 : Math.max(0, bars.size() - query.limit());
    return new VendorReply.Data(bars.subList(left, bars.size()), false);
  }

  private Inquiry back(Inquiry inquiry, Duration reach) {
    return inquiry.between(now.minus(reach), null);
  }

  private static List<Instant> starts(Reading<Sheet> reading) {
    assertThat(reading).isInstanceOf(Reading.Fresh.class);
    return ((Reading.Fresh<Sheet>) reading)
        .value().data().stream().map(each -> ((Bar) each).start()).toList();
  }

  @Test
  void questions_thatReachDifferentlyFar_areOneCallAndEachGetsItsOwn() {
    List<Instant> all = starts(setup.desk.ask(back(MINUTES, Duration.ofDays(15))));
    List<Instant> fewer = starts(setup.desk.ask(back(MINUTES, Duration.ofDays(14))));
    List<Instant> newest = starts(setup.desk.ask(back(MINUTES, Duration.ofDays(15)).atMost(30)));

    assertThat(vendor.asked()).hasSize(1);
    assertThat(all).hasSizeBetween(15 * 24 - 1, 15 * 24 + 1);
    assertThat(all.getFirst()).isAfterOrEqualTo(now.minus(Duration.ofDays(15)));
    assertThat(fewer).isEqualTo(all.subList(all.size() - fewer.size(), all.size()));
    assertThat(fewer.getFirst()).isAfterOrEqualTo(now.minus(Duration.ofDays(14)));
    assertThat(newest).isEqualTo(all.subList(all.size() - 30, all.size()));
  }

  @Test
  void question_cut_isAnsweredAsIfItHadBeenAskedAlone() {
    for (Duration reach : List.of(Duration.ofHours(30), Duration.ofDays(6), Duration.ofDays(16))) {
      for (int limit : new int[] {0, 1, 100, 50_000}) {
        Inquiry asked = setup.desk.normal(back(MINUTES, reach).atMost(limit));
        VendorReply.Data alone = (VendorReply.Data) answer(asked.toQuery(List.of(id("AAPL"))));
        assertThat(starts(setup.desk.ask(asked)))
            .as("%s back, at most %d", reach, limit)
            .isEqualTo(alone.data().stream().map(each -> ((Bar) each).start()).toList());
      }
    }
  }

  @Test
  void shorterQuestion_whileALongerIsUnderWay_waitsForIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    vendor.answering(
        query -> {
          begun.countDown();
          try {
            answered.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return answer(query);
        });
    var longer =
        CompletableFuture.supplyAsync(
            () -> starts(setup.desk.ask(back(MINUTES, Duration.ofDays(15)))));
    begun.await();
    var shorter =
        CompletableFuture.supplyAsync(
            () -> starts(setup.desk.ask(back(MINUTES, Duration.ofHours(2)))));
    await().pollDelay(Duration.ofMillis(50)).until(() -> !shorter.isDone());
    answered.countDown();

    assertThat(shorter.get()).hasSize(2).endsWith(longer.get().getLast());
    assertThat(vendor.asked()).hasSize(1);
  }

  @Test
  void shorterQuestion_alone_isNotMadeMuchLonger() {
    setup.desk.ask(back(MINUTES, Duration.ofDays(5)));
    assertThat(reachOf(vendor.asked().getLast())).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    setup.desk.ask(back(DAYS, Duration.ofDays(61)));
    assertThat(reachOf(vendor.asked().getLast()))
        .isBetween(Duration.ofDays(90), Duration.ofDays(91));
  }

  private Duration reachOf(VendorQuery query) {
    return Duration.between(Objects.requireNonNull(query.from()), now);
  }

  @Test
  void question_thatNoStretchHolds_isAskedAsItIs() {
    Inquiry days = back(DAYS, Duration.ofDays(30));
    for (Inquiry each :
        List.of(
            DAYS,
            DAYS.atMost(10),
            back(DAYS, Duration.ofDays(1161)),
            days.between(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2))),
            days.every(BarSpec.of("1h")),
            days.by(Set.of(Source.of("fake"))),
            Inquiry.about(ServedType.CORPORATE_ACTION, id("AAPL"))
                .between(now.minus(Duration.ofDays(30)), null))) {
      assertThat(stretches.holding(each)).containsExactly(each);
    }
    Inquiry hours = back(MINUTES, Duration.ofHours(2));
    assertThat(stretches.holding(hours)).hasSize(3).startsWith(hours);
  }

  @Test
  void stretch_ofAllWhoAskOnADay_isTheSame() {
    Inquiry before = stretches.holding(back(DAYS, Duration.ofDays(700)).atMost(500)).getFirst();
    setup.time.advance(Duration.ofMinutes(61));
    assertThat(stretches.holding(back(DAYS, Duration.ofDays(1099)))).containsExactly(before);
  }

  @Test
  void cut_nothingInside_isARefusalThatSaysSo() {
    vendor.answering(_ -> DeskSetup.data(bar("AAPL", now.minus(Duration.ofDays(5)), 100, true)));
    assertThat(refusal(setup.desk.ask(back(MINUTES, Duration.ofDays(3)))))
        .isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void cut_ofWhatAVendorCapped_isCappedOnlyWhereRowsAreMissing() {
    Instant oldest = now.minus(Duration.ofDays(4));
    vendor.answering(
        _ ->
            new VendorReply.Data(
                List.of(
                    bar("AAPL", oldest, 100, true),
                    bar("AAPL", now.minus(Duration.ofDays(2)), 100, true)),
                true));
    assertThat(isTruncated(back(MINUTES, Duration.ofDays(5)))).isTrue();
    assertThat(isTruncated(back(MINUTES, Duration.ofDays(5)).atMost(3))).isTrue();
    assertThat(isTruncated(back(MINUTES, Duration.ofDays(5)).atMost(2))).isFalse();
    assertThat(isTruncated(back(MINUTES, Duration.ofDays(3)))).isFalse();
  }

  private boolean isTruncated(Inquiry inquiry) {
    return ((Reading.Fresh<Sheet>) setup.desk.ask(inquiry)).value().truncated();
  }
}
