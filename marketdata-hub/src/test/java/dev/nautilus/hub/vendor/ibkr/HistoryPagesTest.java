package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Candle;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryPagesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
  private static final InstrumentId ACME = InstrumentId.of("ACME");

  private final List<HistoryPages.Page> asked = new ArrayList<>();

  private static VendorQuery query(@Nullable Instant from, @Nullable Instant to, int limit) {
    return new VendorQuery(MessageType.BAR, List.of(ACME), null, from, to, limit, null);
  }

  private HistoryPages pages(
      VendorQuery query, BarSize size, Function<HistoryPages.Page, Outcome<HistoryBars>> gateway) {
    return new HistoryPages(
        query,
        new HistoryPages.Cut(size, 1000),
        NOW,
        page -> {
          asked.add(page);
          return gateway.apply(page);
        });
  }

  /// A gateway that has every bar since `first`, a thousand at most, and leaves out the one just
  /// before a page's end.
  private static Outcome<HistoryBars> full(HistoryPages.Page page, BarSize size, Instant first) {
    long step = size.length().toSeconds();
    Instant end = page.end() == null ? NOW : page.end().minusSeconds(step);
    Instant begin = end.minus(page.period().length());
    if (begin.isBefore(first)) {
      return Outcome.bad(Refusal.NO_DATA, "says 'Chart data unavailable'");
    }
    List<Bar> bars = new ArrayList<>();
    long at = Math.ceilDiv(begin.getEpochSecond(), step) * step;
    for (; at < end.getEpochSecond(); at += step) {
      bars.add(bar(Instant.ofEpochSecond(at), size));
    }
    return Outcome.good(answer(bars.subList(Math.max(0, bars.size() - 1000), bars.size())));
  }

  private static Bar bar(Instant start, BarSize size) {
    return Candle.of(
            start,
            start.plus(size.length()),
            new Candle.Prices(
                OptionalDouble.of(1),
                OptionalDouble.of(1),
                OptionalDouble.of(1),
                OptionalDouble.of(1),
                OptionalDouble.of(1)))
        .orElseThrow()
        .bar(ACME, size.spec(), new Receipt(IbkrConnection.SOURCE, NOW, false));
  }

  private static HistoryBars answer(List<Bar> bars) {
    return new HistoryBars(
        bars.size(),
        List.copyOf(bars),
        bars.isEmpty() ? Optional.empty() : Optional.of(bars.getFirst().start()),
        OptionalDouble.empty());
  }

  private static List<MarketDatum> data(Outcome<List<MarketDatum>> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<List<MarketDatum>>) outcome).value();
  }

  private static Refused refused(Outcome<List<MarketDatum>> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<List<MarketDatum>>) outcome).refused();
  }

  @Test
  void pages_severalOfMinutes_loseNoBarAtTheirSeams() {
    Instant from = NOW.minus(Duration.ofDays(3));

    HistoryPages pages =
        pages(
            query(from, null, 0),
            BarSize.MINUTE_1,
            page -> full(page, BarSize.MINUTE_1, Instant.EPOCH));
    List<MarketDatum> bars = data(pages.collect());

    Instant before = null;
    for (MarketDatum datum : bars) {
      Instant start = ((Bar) datum).start();
      if (before != null) {
        assertThat(start).isEqualTo(before.plusSeconds(60));
      }
      before = start;
    }
    assertThat(((Bar) bars.getFirst()).start()).isBeforeOrEqualTo(from);
    assertThat(pages.truncated()).isFalse();
    assertThat(asked).hasSize(5);
    assertThat(asked.getFirst().end()).isNull();
  }

  @Test
  void pages_closedDays_areSteppedOver() {
    Instant closed = Instant.parse("2026-02-27T21:00:00Z");

    HistoryPages pages =
        pages(
            query(closed.minusSeconds(7200), null, 0),
            BarSize.MINUTE_5,
            page -> openUntil(closed, page));

    List<MarketDatum> bars = data(pages.collect());
    assertThat(((Bar) bars.getLast()).start()).isEqualTo(closed.minusSeconds(300));
    assertThat(((Bar) bars.getFirst()).start()).isBeforeOrEqualTo(closed.minusSeconds(7200));
    assertThat(asked).as("one for each closed day, one for the open one").hasSize(5);
  }

  private static Outcome<HistoryBars> openUntil(Instant closed, HistoryPages.Page page) {
    return full(page, BarSize.MINUTE_5, Instant.EPOCH)
        .then(
            all ->
                Outcome.good(
                    answer(all.bars().stream().filter(b -> b.start().isBefore(closed)).toList())));
  }

  @Test
  void pages_emptyForever_endAsNoData() {
    HistoryPages pages =
        pages(query(null, null, 5), BarSize.MINUTE_1, page -> Outcome.good(answer(List.of())));

    assertThat(refused(pages.collect()).why()).isEqualTo(Refusal.NO_DATA);
    assertThat(asked).hasSizeLessThan(12);
  }

  @Test
  void chart_unavailable_isAskedForShorterAndFlagged() {
    Instant listed = NOW.minus(Duration.ofDays(200));

    HistoryPages pages =
        pages(
            query(NOW.minus(Duration.ofDays(900)), null, 0),
            BarSize.DAY,
            page -> full(page, BarSize.DAY, listed));
    List<MarketDatum> bars = data(pages.collect());

    assertThat(asked.getFirst().period().wire()).isEqualTo("901d");
    assertThat(asked.get(1).period().wire()).isEqualTo("450d");
    assertThat(bars).hasSizeGreaterThan(150);
    assertThat(pages.truncated()).isTrue();
  }

  @Test
  void chart_unavailableAtAnyLength_isNoData() {
    HistoryPages pages =
        pages(
            query(null, null, 0),
            BarSize.WEEK,
            page -> Outcome.bad(Refusal.NO_DATA, "says 'Chart data unavailable'"));

    assertThat(refused(pages.collect()).detail()).contains("Chart data unavailable");
  }

  @Test
  void page_failed_refusesTheWhole() {
    HistoryPages pages =
        pages(
            query(NOW.minus(Duration.ofDays(3)), null, 0),
            BarSize.MINUTE_1,
            page ->
                asked.size() < 3
                    ? full(page, BarSize.MINUTE_1, Instant.EPOCH)
                    : Outcome.bad(Refusal.VENDOR_FAILED, "down"));

    assertThat(refused(pages.collect()).why()).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void rows_asManyAsTheGatewayGives_areFlaggedWhenNobodySaidFromWhen() {
    HistoryPages pages =
        pages(
            query(null, null, 0),
            BarSize.MINUTE_1,
            page -> full(page, BarSize.MINUTE_1, Instant.EPOCH));

    assertThat(data(pages.collect())).hasSize(1000);
    assertThat(pages.truncated()).isTrue();
  }

  @Test
  void limit_small_takesOnePage() {
    pages(
            query(null, null, 3),
            BarSize.MINUTE_1,
            page -> full(page, BarSize.MINUTE_1, Instant.EPOCH))
        .collect();

    assertThat(asked).hasSize(1);
  }

  @Test
  void gateway_repeatingItself_isLeftAfterTwoPages() {
    Bar only = bar(NOW.minus(Duration.ofDays(1)), BarSize.DAY);

    HistoryPages pages =
        pages(
            query(NOW.minus(Duration.ofDays(900)), null, 0),
            BarSize.DAY,
            page -> Outcome.good(answer(List.of(only))));

    assertThat(data(pages.collect())).containsExactly(only);
    assertThat(pages.truncated()).isTrue();
    assertThat(asked).hasSize(2);
  }

  @Test
  void range_backwards_isABadRequest() {
    HistoryPages pages =
        pages(
            query(NOW, NOW.minusSeconds(60), 0),
            BarSize.DAY,
            page -> Outcome.good(answer(List.of())));

    assertThat(refused(pages.collect()).why()).isEqualTo(Refusal.BAD_REQUEST);
    assertThat(asked).isEmpty();
  }
}
