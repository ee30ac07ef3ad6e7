package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import dev.nautilus.simulator.serve.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The price stream: one socket, whatever happens.
class TradingEconomicsStreamIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimulatedEconomics vendor = SimulatedEconomics.paid();
  private final TradingEconomicsConnection economics = vendor.connect();

  @AfterEach
  void close() {
    economics.close();
    vendor.close();
  }

  @Test
  void stream_followedAndCut_comesBackByItself() {
    ConcurrentLinkedQueue<MarketDatum> heard = follow("AAPL", "BTC-USD", "FRED:GDP");
    await().atMost(PATIENCE).until(() -> has(heard, "AAPL") && has(heard, "BTC-USD"));
    assertThat(heard).anyMatch(Quote.class::isInstance).anyMatch(Tick.class::isInstance);

    vendor.shows(Fault.of(Fault.Kind.CUT).onStreams().times(1));
    await().atMost(PATIENCE).until(() -> vendor.traffic().accepted() >= 2);
    await().atMost(PATIENCE).until(() -> economics.status().streaming());
    heard.clear();
    await().atMost(PATIENCE).until(() -> has(heard, "AAPL"));
  }

  @Test
  void stream_oneNoLongerFollowed_isGoneAtTheVendorToo() {
    ConcurrentLinkedQueue<MarketDatum> both = follow("AAPL", "BTC-USD");
    await().atMost(PATIENCE).until(() -> has(both, "AAPL") && has(both, "BTC-USD"));

    ConcurrentLinkedQueue<MarketDatum> one = follow("AAPL");

    await().atMost(PATIENCE).until(() -> vendor.traffic().accepted() >= 2);
    await().atMost(PATIENCE).until(() -> has(one, "AAPL"));
    assertThat(one).map(datum -> datum.instrument().value()).containsOnly("AAPL");
    follow();
    await().atMost(PATIENCE).until(() -> vendor.traffic().openStreams() == 0);
  }

  @Test
  void stream_garbled_isPassedOver() {
    vendor.shows(Fault.of(Fault.Kind.GARBAGE).onStreams().times(2));

    ConcurrentLinkedQueue<MarketDatum> heard = follow("AAPL");

    await().atMost(PATIENCE).until(() -> has(heard, "AAPL"));
  }

  private static boolean has(ConcurrentLinkedQueue<MarketDatum> heard, String symbol) {
    return heard.stream().anyMatch(datum -> datum.instrument().value().equals(symbol));
  }

  private ConcurrentLinkedQueue<MarketDatum> follow(String... symbols) {
    ConcurrentLinkedQueue<MarketDatum> heard = new ConcurrentLinkedQueue<>();
    Set<InstrumentId> instruments =
        Arrays.stream(symbols).map(InstrumentId::of).collect(Collectors.toSet());
    economics.stream().orElseThrow().follow(instruments, heard::add);
    return heard;
  }
}
