package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole adapter, on a premium plan, against an Alpha Vantage that counts connections.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlphaConnectionIT {
  private static final String ALPHA = "alpha_vantage";
  private static final String KEY = TestVendors.at(Map.of()).key();

  private VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .vendor(AlphaVendor.withKey(KEY).premium().withoutRateLimit())
          .start();
  private AlphaConnection alpha = connect();

  @BeforeAll
  void reset() {
    simulator.resetCounters(ALPHA);
  }

  @AfterEach
  void calm() {
    assertThat(simulator.traffic(ALPHA).peakHttp()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  void close() {
    alpha.close();
    simulator.close();
  }

  private AlphaConnection connect() {
    URI api = URI.create("http://127.0.0.1:" + simulator.port(ALPHA) + "/query");
    return new AlphaConnection(TestVendors.at(Map.of("api", api)), InstantSource.system());
  }

  static VendorQuery query(MessageType<? extends MarketDatum> type, String... symbols) {
    List<InstrumentId> instruments = Arrays.stream(symbols).map(InstrumentId::of).toList();
    return new VendorQuery(type, instruments, null, null, null, 0, null);
  }

  static VendorQuery bars(String symbol, String interval, @Nullable Instant from, int limit) {
    return new VendorQuery(
        MessageType.BAR,
        List.of(InstrumentId.of(symbol)),
        BarSpec.of(interval),
        from,
        null,
        limit,
        null);
  }

  private VendorReply.Data reply(VendorQuery query) {
    VendorReply reply = alpha.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return (VendorReply.Data) reply;
  }

  private <T> List<T> data(Class<T> type, VendorQuery query) {
    return reply(query).data().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private @Nullable Refusal refusal(VendorQuery query) {
    return alpha.fetch(query) instanceof Refused refused ? refused.why() : null;
  }

  @Test
  void quotes_ofShareForeignSharePairAndCoin_areServed() {
    for (String symbol : List.of("AAPL", "VOD.L", "SPY", "EURUSD=X", "BTC-USD")) {
      Quote quote = data(Quote.class, query(MessageType.QUOTE, symbol)).getFirst();

      assertThat(quote.instrument()).hasToString(symbol);
      assertThat(quote.last()).isPresent();
      assertThat(quote.bid().isPresent())
          .as("only rates have sides")
          .isEqualTo(symbol.contains("USD"));
      assertThat(quote.provenance().simulated()).isTrue();
      assertThat(quote.provenance().observedAt())
          .isBeforeOrEqualTo(quote.provenance().receivedAt());
    }
  }

  @Test
  void quotes_ofManyShares_takeOneCall() {
    simulator.resetCounters(ALPHA);

    List<Quote> quotes =
        data(Quote.class, query(MessageType.QUOTE, "MSFT", "NOSUCH", "AAPL", "VOD.L"));

    assertThat(quotes)
        .extracting(quote -> quote.instrument().value())
        .containsExactly("MSFT", "AAPL", "VOD.L");
    assertThat(simulator.traffic(ALPHA).requests()).isOne();
    assertThat(alpha.serves(query(MessageType.QUOTE, "AAPL", "EURUSD=X"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "VOD.L", "EURUSD=X", "BTC-USD"})
  void bars_everyInterval_areServed(String symbol) {
    for (SeriesInterval interval : SeriesInterval.values()) {
      List<Bar> bars = data(Bar.class, bars(symbol, interval.spec().code(), null, 3));

      assertThat(bars).as(interval.wire()).hasSize(3).map(Bar::start).isSorted();
      assertThat(bars).allMatch(bar -> bar.spec().equals(interval.spec()));
    }
  }

  @Test
  void bars_ofThreeYears_areTheMarketsDays() {
    Instant from = Instant.now().minus(Duration.ofDays(3 * 365));

    List<Bar> bars = data(Bar.class, bars("AAPL", "1d", from, 0));

    assertThat(bars).hasSizeGreaterThan(1090).map(Bar::start).isSorted().doesNotHaveDuplicates();
    Bar one = bars.get(500);
    LocalDate date = LocalDate.parse(one.start().toString().substring(0, 10));
    var market = simulator.market();
    var truth =
        market.dailyBars(market.find("AAPL").orElseThrow(), date, date, Instant.now()).getFirst();
    assertThat(one.close()).isEqualTo(truth.close());
    assertThat(one.volume()).isEqualTo((double) truth.volume());
    assertThat(one.complete()).isTrue();
  }

  @Test
  void bars_ofFortyDaysOfHours_areOneSeriesFromCallsByMonth() {
    simulator.resetCounters(ALPHA);
    Instant from = Instant.now().minus(Duration.ofDays(40));

    List<Bar> bars = data(Bar.class, bars("AAPL", "1h", from, 0));

    assertThat(simulator.traffic(ALPHA).requests()).isBetween(2L, 3L);
    assertThat(bars).hasSizeBetween(950, 961).map(Bar::start).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void news_bringTheSentimentAlong() {
    VendorReply.Data reply = reply(query(MessageType.NEWS, "AAPL"));
    List<News> news =
        reply.data().stream().filter(News.class::isInstance).map(News.class::cast).toList();

    assertThat(news).hasSizeGreaterThan(10).map(News::publishedAt).isSorted();
    assertThat(reply.data()).filteredOn(Sentiment.class::isInstance).hasSize(1);
    Sentiment asked = data(Sentiment.class, query(MessageType.SENTIMENT, "AAPL")).getFirst();
    assertThat(asked.score()).isBetween(-0.5, 0.5);
    assertThat(asked.articles()).isEqualTo(50);
    VendorQuery longAgo =
        new VendorQuery(
            MessageType.NEWS,
            List.of(InstrumentId.of("BTC-USD")),
            null,
            Instant.now().minus(Duration.ofDays(7)),
            Instant.now().minus(Duration.ofDays(5)),
            0,
            null);
    assertThat(reply(longAgo).data())
        .as("what was said then is not how they speak now")
        .isNotEmpty()
        .allMatch(News.class::isInstance);
  }

  @Test
  void fundamentals_ofCompanyAndFund_areWhole() {
    List<Fundamental> apple = data(Fundamental.class, query(MessageType.FUNDAMENTAL, "AAPL"));

    assertThat(apple)
        .extracting(Fundamental::statement)
        .contains(
            "OVERVIEW",
            "INCOME_STATEMENT.annual",
            "INCOME_STATEMENT.quarterly",
            "BALANCE_SHEET.quarterly",
            "CASH_FLOW.annual",
            "EARNINGS.quarterly");
    assertThat(apple.getFirst().values()).doesNotContainKey("PEGRatio").containsKey("PERatio");
    assertThat(data(Fundamental.class, query(MessageType.FUNDAMENTAL, "SPY")))
        .extracting(Fundamental::statement)
        .containsExactly("ETF_PROFILE");
  }

  @Test
  void actions_dividendsAndSplits_areServed() {
    assertThat(data(CorporateAction.class, query(MessageType.CORPORATE_ACTION, "AAPL")))
        .extracting(CorporateAction::kind)
        .contains(CorporateAction.Kind.DIVIDEND, CorporateAction.Kind.SPLIT);
  }

  @Test
  void economic_inRange_hasWhatIsThere() {
    VendorQuery year =
        new VendorQuery(
            MessageType.ECONOMIC,
            List.of(InstrumentId.of("AV:UNEMPLOYMENT")),
            null,
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2025-01-01T00:00:00Z"),
            0,
            null);

    Economic unemployment = data(Economic.class, year).getFirst();

    assertThat(unemployment.frequency()).isEqualTo("M");
    assertThat(unemployment.observations())
        .map(Observation::date)
        .hasSize(12)
        .startsWith(LocalDate.of(2024, 1, 1));
    Economic yields =
        data(Economic.class, query(MessageType.ECONOMIC, "AV:TREASURY_YIELD/daily/2year"))
            .getFirst();
    assertThat(yields.observations())
        .as("holidays are holes")
        .anyMatch(row -> row.value().isEmpty())
        .noneMatch(row -> row.value().isPresent() && row.value().getAsDouble() == 0);
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(refusal(query(MessageType.QUOTE, "NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(query(MessageType.BAR, "NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(query(MessageType.NEWS, "NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(query(MessageType.FUNDAMENTAL, "NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(query(MessageType.QUOTE, "^MOVE"))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refusal(query(MessageType.LEVEL2, "AAPL"))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refusal(bars("AAPL", "7m", null, 0))).isEqualTo(Refusal.NOT_SERVED);
    simulator.resetCounters(ALPHA);
    assertThat(refusal(query(MessageType.ECONOMIC, "AV:NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(simulator.traffic(ALPHA).requests()).as("known without asking").isZero();
  }
}
