package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import dev.nautilus.simulator.serve.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The gateway's WebSocket: what comes, what follows a loss, and what happens when nobody listens.
class IbkrStreamIT {
  private final GatewayUnderTest gateway = new GatewayUnderTest();
  private IbkrConnection ibkr = gateway.connect();
  private final ConcurrentLinkedQueue<MarketDatum> heard = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    ibkr.close();
    gateway.close();
  }

  private void follow(String... symbols) {
    ibkr.stream().orElseThrow().follow(Set.copyOf(GatewayUnderTest.ids(symbols)), heard::add);
  }

  private <T> List<T> heard(Class<T> type, String symbol) {
    return heard.stream()
        .filter(datum -> datum.instrument().equals(InstrumentId.of(symbol)))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private void awaitSome(Class<?> type, String symbol) {
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> !heard(type, symbol).isEmpty());
  }

  @Test
  void followed_shares_sendWholeQuotesTicksAndConflatedTrades() {
    follow("AAPL", "TSLA", "NOSUCH");
    awaitSome(Trade.class, "AAPL");
    awaitSome(Trade.class, "TSLA");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> heard(Trade.class, "AAPL").size() >= 3);

    assertThat(heard(Quote.class, "AAPL"))
        .allSatisfy(
            quote -> {
              assertThat(quote.bid()).isPresent();
              assertThat(quote.bidSize()).isPresent();
              assertThat(quote.ask()).isPresent();
              assertThat(quote.last()).isPresent();
            });
    assertThat(heard(Trade.class, "AAPL")).allMatch(Trade::conflated);
    List<Tick> ticks = heard(Tick.class, "AAPL");
    double added = heard(Trade.class, "AAPL").stream().mapToDouble(Trade::size).sum();
    double first = ticks.getFirst().cumulativeVolume().orElseThrow();
    double last = ticks.getLast().cumulativeVolume().orElseThrow();
    assertThat(added).as("no volume is lost or told twice").isEqualTo(last - first);
    assertThat(heard).noneMatch(datum -> datum.instrument().value().equals("NOSUCH"));
  }

  @Test
  void followed_fewerLater_endsTheOthers() {
    follow("AAPL", "TSLA");
    awaitSome(Tick.class, "TSLA");

    follow("AAPL");
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .until(
            () -> {
              heard.clear();
              awaitSome(Tick.class, "AAPL");
              return heard(Tick.class, "TSLA").isEmpty();
            });
    assertThat(gateway.traffic().peakStreams()).isOne();
  }

  @Test
  void socket_cut_comesBackByItself() {
    follow("AAPL");
    awaitSome(Tick.class, "AAPL");

    long accepted = gateway.traffic().accepted();
    gateway.inject(Fault.of(Fault.Kind.CUT).onStreams().times(1));
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> gateway.traffic().accepted() > accepted);
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> ibkr.status().streaming());
    heard.clear();
    awaitSome(Tick.class, "AAPL");

    assertThat(gateway.traffic().peakStreams()).isOne();
  }

  @Test
  void socket_garbled_isPassedOver() {
    gateway.inject(Fault.of(Fault.Kind.GARBAGE).onStreams().times(1));

    follow("AAPL");

    awaitSome(Tick.class, "AAPL");
  }

  @Test
  void session_lost_isOpenedAgainAndEverythingSubscribedAnew() {
    follow("AAPL");
    awaitSome(Tick.class, "AAPL");

    gateway.vendor().endSession();
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .until(() -> gateway.requests("iserver/auth/ssodh/init") >= 2);
    heard.clear();
    awaitSome(Tick.class, "AAPL");
  }

  @Test
  void nothing_followed_closesTheSocket() {
    follow("AAPL");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> gateway.traffic().openStreams() == 1);

    follow();

    await().atMost(GatewayUnderTest.PATIENCE).until(() -> gateway.traffic().openStreams() == 0);
    assertThat(ibkr.status().streaming()).isFalse();
  }

  @Test
  void lines_fewerThanFollowed_areSaidSo() {
    ibkr.close();
    ibkr = gateway.connect(TestVendors::at, GatewayUnderTest.properties(true, 1));

    follow("AAPL", "TSLA");

    awaitSome(Tick.class, "AAPL");
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .until(() -> ibkr.status().detail().contains("1 instruments found no market data line"));
  }

  @Test
  void quotes_streamed_areKeptWhileTheSocketLives() {
    follow("AAPL", "TSLA");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> kept().size() == 2);
    assertThat(heard(Quote.class, "AAPL")).as("told before it is kept").isNotEmpty();

    follow("AAPL");
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .until(() -> kept().equals(Set.copyOf(GatewayUnderTest.ids("AAPL"))));
    follow();
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> kept().isEmpty());
  }

  private Set<InstrumentId> kept() {
    return ibkr.stream().orElseThrow().keeps(MessageType.QUOTE);
  }

  /// With every line taken by the stream, what is streamed used to be asked for one by one, each
  /// ending the line of the one before: minutes for a few hundred.
  @Test
  void snapshot_ofWhatIsStreamed_takesNoLinesAndComesTogether() {
    ibkr.close();
    ibkr = gateway.connect(TestVendors::at, GatewayUnderTest.properties(true, 4));
    follow("AAPL", "TSLA", "MSFT", "GOOG");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> kept().size() == 4);
    gateway.resetCounters();

    VendorReply reply =
        ibkr.fetch(GatewayUnderTest.query(MessageType.QUOTE, "AAPL", "TSLA", "MSFT", "GOOG"));

    assertThat(reply)
        .isInstanceOfSatisfying(VendorReply.Data.class, data -> assertThat(data.data()).hasSize(4));
    assertThat(gateway.requests("iserver/marketdata/unsubscribe")).isZero();
    assertThat(gateway.requests("iserver/marketdata/snapshot"))
        .as("looks at all four, not at each")
        .isLessThanOrEqualTo(6);
  }

  @Test
  void delay_isForThoseWhoseLinesAreTaken() {
    ibkr.close();
    ibkr = gateway.connect(TestVendors::at, GatewayUnderTest.properties(true, 2));
    follow("AAPL", "TSLA");
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> kept().size() == 2);

    assertThat(ibkr.delay(GatewayUnderTest.query(MessageType.QUOTE, "AAPL", "TSLA"))).isZero();
    assertThat(ibkr.delay(GatewayUnderTest.query(MessageType.QUOTE, "MSFT", "GOOG", "AMZN")))
        .as("three take turns on one line")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(ibkr.delay(GatewayUnderTest.query(MessageType.BAR, "MSFT"))).isZero();
  }

  @Test
  void depth_whileFollowing_comesOnTheSameSocketAndGoesOn() {
    follow("AAPL");
    awaitSome(Tick.class, "AAPL");

    VendorReply reply = ibkr.fetch(GatewayUnderTest.query(MessageType.LEVEL2, "AAPL"));

    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    awaitSome(Level2.class, "AAPL");
    assertThat(gateway.traffic().peakStreams()).isOne();
    assertThat(heard(Level2.class, "AAPL"))
        .allMatch(book -> book.bids().getFirst().price() > book.bids().getLast().price())
        .allMatch(book -> book.asks().getFirst().price() < book.asks().getLast().price());
  }
}
