package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.simulator.serve.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The adapter's questions against a gateway that counts connections and misbehaves on demand.
class IbkrConnectionIT {
  private final GatewayUnderTest gateway = new GatewayUnderTest();
  private IbkrConnection ibkr = gateway.connect();

  @AfterEach
  void close() {
    ibkr.close();
    gateway.close();
  }

  private List<MarketDatum> data(VendorQuery query) {
    VendorReply reply = ibkr.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data();
  }

  private @Nullable Refusal refusal(VendorQuery query) {
    return ibkr.fetch(query) instanceof VendorReply.Refused refused ? refused.why() : null;
  }

  private static VendorQuery quotes(String... symbols) {
    return GatewayUnderTest.query(MessageType.QUOTE, symbols);
  }

  private static VendorQuery bars(String interval, @Nullable Instant from, int limit) {
    return new VendorQuery(
        MessageType.BAR,
        GatewayUnderTest.ids("AAPL"),
        BarSpec.of(interval),
        from,
        null,
        limit,
        null);
  }

  @Test
  void quotes_batchWithUnknownSymbol_answersTheKnownInOrder() {
    List<MarketDatum> quotes = data(quotes("AAPL", "NOSUCH", "VOD.L", "EURUSD=X", "^MOVE"));

    assertThat(quotes)
        .extracting(quote -> quote.instrument().value())
        .containsExactly("AAPL", "VOD.L", "EURUSD=X", "^MOVE");
    Quote apple = (Quote) quotes.getFirst();
    assertThat(apple.bid()).isPresent();
    assertThat(apple.bidSize()).isPresent();
    assertThat(apple.ask()).isPresent();
    assertThat(apple.provenance().simulated()).isTrue();
    Quote pair = (Quote) quotes.get(2);
    assertThat(pair.bid()).isPresent();
    assertThat(pair.bidSize()).as("pairs quote no sizes").isEmpty();
    Quote index = (Quote) quotes.getLast();
    assertThat(index.bid()).isEmpty();
    assertThat(index.last()).isPresent();
    assertThat(refusal(quotes("NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void quotes_firstAnswerBare_areAskedForAgainAndNextTimeAtOnce() {
    gateway.resetCounters();
    assertThat(data(quotes("AAPL", "MSFT"))).hasSize(2);
    assertThat(gateway.requests("iserver/accounts")).isOne();
    assertThat(gateway.requests("iserver/marketdata/snapshot")).isGreaterThanOrEqualTo(2);

    gateway.resetCounters();
    assertThat(data(quotes("AAPL", "MSFT"))).hasSize(2);
    assertThat(gateway.requests("iserver/marketdata/snapshot")).isOne();
    assertThat(gateway.requests("trsrv/stocks")).as("numbers are remembered").isZero();
  }

  @Test
  void quotes_byContractNumber_areServedAndUnknownNumberIsNoData() {
    long conid = gateway.conid("MSFT");

    assertThat(data(quotes("IBKR:" + conid)))
        .extracting(quote -> quote.instrument().value())
        .containsExactly("IBKR:" + conid);
    assertThat(refusal(quotes("IBKR:" + (conid + 1)))).isEqualTo(Refusal.NO_DATA);
    assertThat(refusal(quotes("BTC-USD"))).isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void quotes_moreThanThereAreLines_giveTheOldestUp() {
    ibkr.close();
    ibkr = gateway.connect(TestVendors::at, GatewayUnderTest.properties(true, 2));
    assertThat(data(quotes("AAPL", "MSFT", "GOOG", "AMZN", "NVDA"))).hasSize(5);

    assertThat(gateway.requests("iserver/marketdata/unsubscribe")).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(BarSize.class)
  void bars_everySize_areServed(BarSize size) {
    List<MarketDatum> bars = data(bars(size.spec().code(), null, 3));

    assertThat(bars).hasSize(3);
    assertThat(bars).allMatch(bar -> ((Bar) bar).spec().equals(size.spec()));
    assertThat(bars).map(bar -> ((Bar) bar).start()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void bars_threeDaysOfMinutes_areOneSeriesFromSeveralPages() {
    gateway.resetCounters();
    Instant from = Instant.now().minus(Duration.ofDays(3));

    List<MarketDatum> bars = data(bars("1m", from, 0));

    assertThat(gateway.requests("iserver/marketdata/history")).isGreaterThanOrEqualTo(5);
    assertThat(bars).hasSizeBetween(3 * 1440, 3 * 1440 + 1);
    assertThat(bars).map(bar -> ((Bar) bar).start()).isSorted().doesNotHaveDuplicates();
    assertThat(((Bar) bars.getFirst()).start()).isAfterOrEqualTo(from);
    assertThat(bars.subList(0, bars.size() - 1)).allMatch(bar -> ((Bar) bar).complete());
  }

  @Test
  void bars_yesterday_haveTheMarketsPricesAndUnits() {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    var truth =
        gateway
            .market()
            .dailyBars(gateway.instrument("AAPL"), yesterday, yesterday, Instant.now())
            .getFirst();

    Bar bar =
        data(bars("1d", null, 5)).stream()
            .map(Bar.class::cast)
            .filter(b -> b.start().equals(yesterday.atStartOfDay().toInstant(ZoneOffset.UTC)))
            .findFirst()
            .orElseThrow();

    assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
        .containsExactly(truth.open(), truth.high(), truth.low(), truth.close());
    assertThat(bar.volume()).isEqualTo((double) truth.volume());
  }

  @Test
  void bars_moreThanTheGatewayHas_areFlaggedAsCut() {
    VendorReply.Data all =
        (VendorReply.Data) ibkr.fetch(bars("1d", Instant.parse("2010-01-01T00:00:00Z"), 0));
    assertThat(all.truncated()).isTrue();
    assertThat(((Bar) all.data().getFirst()).start())
        .isBefore(Instant.parse("2019-02-01T00:00:00Z"));

    VendorReply.Data usual = (VendorReply.Data) ibkr.fetch(bars("1m", null, 0));
    assertThat(usual.data()).hasSize(1000);
    assertThat(usual.truncated()).as("a day has more than a thousand minutes").isTrue();

    VendorReply.Data year =
        (VendorReply.Data) ibkr.fetch(bars("1d", Instant.now().minus(Duration.ofDays(400)), 0));
    assertThat(year.truncated()).isFalse();
  }

  @Test
  void bars_unknownSymbolOrSize_areRefused() {
    assertThat(refusal(GatewayUnderTest.query(MessageType.BAR, "NOSUCH")))
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(bars("7m", null, 0))).isEqualTo(Refusal.BAD_REQUEST);
    assertThat(refusal(bars("1d", Instant.parse("2200-01-01T00:00:00Z"), 0)))
        .isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void company_shareAndIndex_hasTheFewFields() {
    Fundamental figures =
        (Fundamental) data(GatewayUnderTest.query(MessageType.FUNDAMENTAL, "AAPL")).getFirst();

    assertThat(figures.values()).containsKeys("averageVolume90d", "high52Week", "low52Week");
    assertThat(figures.texts()).containsEntry("industry", "Technology");
    assertThat(figures.values().get("averageVolume90d")).isGreaterThan(1e6);
    assertThat(refusal(GatewayUnderTest.query(MessageType.NEWS, "AAPL")))
        .isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void depth_askedFor_isABookAndIsLetGoLater() {
    Level2 book = (Level2) data(GatewayUnderTest.query(MessageType.LEVEL2, "AAPL")).getFirst();

    assertThat(book.bids()).hasSize(5);
    assertThat(book.asks()).hasSize(5);
    assertThat(book.bids().getFirst().price()).isLessThan(book.asks().getFirst().price());
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .until(() -> gateway.traffic().openStreams() == 0 && !ibkr.status().streaming());
    assertThat(data(GatewayUnderTest.query(MessageType.LEVEL2, "AAPL", "MSFT"))).hasSize(2);
  }

  @Test
  void depth_ofWhatHasNone_isNoData() {
    ibkr.close();
    ibkr = gateway.connectExpectingNoBook();
    VendorQuery some = GatewayUnderTest.query(MessageType.LEVEL2, "MSFT");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> refusal(some) == null);

    assertThat(refusal(GatewayUnderTest.query(MessageType.LEVEL2, "^MOVE")))
        .isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void load_mixedAndConcurrent_takesOneConnectionAndOneStream() throws Exception {
    gateway.resetCounters();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<VendorReply>> replies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        VendorQuery asked =
            switch (i % 4) {
              case 0 -> quotes("AAPL", "MSFT");
              case 1 -> bars("1m", null, 50);
              case 2 -> GatewayUnderTest.query(MessageType.FUNDAMENTAL, "MSFT");
              default -> GatewayUnderTest.query(MessageType.LEVEL2, "MSFT");
            };
        replies.add(callers.submit(() -> ibkr.fetch(asked)));
      }
      for (Future<VendorReply> reply : replies) {
        assertThat(reply.get()).isInstanceOf(VendorReply.Data.class);
      }
    }

    assertThat(gateway.traffic().peakHttp()).isOne();
    assertThat(gateway.traffic().peakStreams()).isOne();
    assertThat(gateway.requests("iserver/auth/ssodh/init")).as("one login for all").isOne();
    assertThat(gateway.requests("iserver/accounts")).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_429, OVER_BUDGET",
    "HTTP_5XX, VENDOR_FAILED",
    "SLOW, VENDOR_FAILED",
    "CUT, VENDOR_FAILED",
    "GARBAGE, GARBAGE"
  })
  void fault_whileItLasts_isRefusedAndThenForgotten(Fault.Kind kind, Refusal expected) {
    if (kind == Fault.Kind.SLOW) {
      ibkr.close();
      ibkr = gateway.connect(TestVendors::impatient, GatewayUnderTest.properties(true, 100));
    }
    assertThat(refusal(bars("1d", null, 5))).isNull();
    gateway.inject(Fault.of(kind).delayedBy(Duration.ofSeconds(3)));

    assertThat(refusal(bars("1d", null, 5))).isEqualTo(expected);

    gateway.clearFaults();
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> refusal(bars("1d", null, 5)) == null);
    assertThat(ibkr.status().state()).isEqualTo(VendorStatus.State.UP);
    assertThat(gateway.traffic().peakHttp()).isOne();
  }

  @Test
  void fault_once_isRetriedUnseen() {
    assertThat(refusal(bars("1d", null, 5))).isNull();
    gateway.inject(Fault.of(Fault.Kind.HTTP_5XX).times(1));
    assertThat(refusal(bars("1d", null, 5))).isNull();

    gateway.inject(Fault.of(Fault.Kind.CUT).times(1));
    assertThat(refusal(bars("1d", null, 5))).isNull();
  }
}
