package dev.nautilus.hub.vendor.yahoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.StreamTimings;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.serve.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole adapter against a Yahoo that counts connections and misbehaves on demand.
class YahooConnectionIT {
  private static final String YAHOO = "yahoo_finance";
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final StreamTimings TIMINGS =
      new StreamTimings(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(400));

  private VendorSimulator simulator = VendorSimulator.builder().ephemeralPorts().start();
  private YahooConnection yahoo = connect(TestVendors::at);

  @BeforeEach
  void ready() {
    simulator.clearFaults(YAHOO);
  }

  @AfterEach
  void close() {
    yahoo.close();
    simulator.close();
  }

  /// Two names of one server: to the client, two hosts.
  private YahooConnection connect(Function<Map<String, URI>, VendorsProperties.Vendor> settings) {
    int port = simulator.port(YAHOO);
    return new YahooConnection(
        settings.apply(
            Map.of(
                "query", URI.create("http://127.0.0.1:" + port),
                "cookie", URI.create("http://localhost:" + port),
                "stream", URI.create("ws://127.0.0.1:" + port + "/?version=2"))),
        InstantSource.system(),
        TIMINGS);
  }

  private static VendorQuery query(MessageType<? extends MarketDatum> type, String... symbols) {
    List<InstrumentId> instruments = Arrays.stream(symbols).map(InstrumentId::of).toList();
    return new VendorQuery(type, instruments, null, null, null, 0, null);
  }

  private static VendorQuery bars(String interval, @Nullable Instant from, int limit) {
    return new VendorQuery(
        MessageType.BAR, List.of(AAPL), BarSpec.of(interval), from, null, limit, null);
  }

  private List<MarketDatum> data(VendorQuery query) {
    VendorReply reply = yahoo.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data();
  }

  private @Nullable Refusal refusal(VendorQuery query) {
    return yahoo.fetch(query) instanceof VendorReply.Refused refused ? refused.why() : null;
  }

  @Test
  void quotes_batchWithUnknownSymbol_answersTheKnown() {
    List<MarketDatum> quotes =
        data(query(MessageType.QUOTE, "AAPL", "NOSUCHSYMBOL", "EURUSD=X", "BTC-USD"));

    assertThat(quotes)
        .extracting(quote -> quote.instrument().value())
        .containsExactly("AAPL", "EURUSD=X", "BTC-USD");
    assertThat(quotes)
        .allSatisfy(
            datum -> {
              Quote quote = (Quote) datum;
              assertThat(quote.bid()).isPresent();
              assertThat(quote.ask()).isPresent();
              assertThat(quote.bidSize()).isPresent();
              assertThat(quote.provenance().simulated()).isTrue();
            });
    assertThat(refusal(query(MessageType.QUOTE, "NOSUCHSYMBOL"))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void bars_twentyDaysOfMinutes_areOneSeriesFromSeveralCalls() {
    simulator.resetCounters(YAHOO);
    Instant from = Instant.now().minus(Duration.ofDays(20));

    List<MarketDatum> bars = data(bars("1m", from, 0));

    assertThat(simulator.traffic(YAHOO).byPath().get("/v8/finance/chart/{symbol}")).isEqualTo(3);
    assertThat(bars).hasSizeGreaterThan(25_000);
    assertThat(bars).map(bar -> ((Bar) bar).start()).isSorted().doesNotHaveDuplicates();
    assertThat(((Bar) bars.getFirst()).start()).isAfterOrEqualTo(from);
    assertThat(bars.subList(0, bars.size() - 1)).allMatch(bar -> ((Bar) bar).complete());
  }

  @Test
  void bars_everyInterval_areServed() {
    for (ChartInterval interval : ChartInterval.values()) {
      boolean simulated = interval != ChartInterval.MINUTE_90 && interval != ChartInterval.QUARTER;
      if (simulated) {
        List<MarketDatum> bars = data(bars(interval.spec().code(), null, 3));
        assertThat(bars).as(interval.wire()).hasSize(3);
        assertThat(bars).allMatch(bar -> ((Bar) bar).spec().equals(interval.spec()));
      }
    }
  }

  @Test
  void bars_unknownSymbolOrTooOld_areRefused() {
    assertThat(refusal(query(MessageType.BAR, "NOSUCHSYMBOL"))).isEqualTo(Refusal.NOT_FOUND);
    VendorQuery longAgo =
        new VendorQuery(
            MessageType.BAR,
            List.of(AAPL),
            BarSpec.MINUTE,
            Instant.parse("2020-01-01T00:00:00Z"),
            Instant.parse("2020-01-02T00:00:00Z"),
            0,
            null);
    assertThat(refusal(longAgo)).isEqualTo(Refusal.NO_DATA);
    assertThat(refusal(bars("7m", null, 0))).isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void newsAndFiguresAndActions_areServed() {
    assertThat(data(query(MessageType.NEWS, "AAPL"))).isNotEmpty();
    assertThat(data(query(MessageType.FUNDAMENTAL, "AAPL"))).hasSizeGreaterThan(10);
    assertThat(data(query(MessageType.CORPORATE_ACTION, "AAPL"))).isNotEmpty();
    assertThat(refusal(query(MessageType.LEVEL2, "AAPL"))).isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void load_mixedAndConcurrent_takesOneConnectionAndOneStream() throws Exception {
    follow("AAPL", "MSFT");
    await().atMost(PATIENCE).until(() -> yahoo.status().streaming());
    simulator.resetCounters(YAHOO);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<VendorReply>> replies = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        VendorQuery asked =
            switch (i % 4) {
              case 0 -> query(MessageType.QUOTE, "AAPL", "MSFT");
              case 1 -> bars("1m", null, 50);
              case 2 -> query(MessageType.NEWS, "MSFT");
              default -> query(MessageType.FUNDAMENTAL, "MSFT");
            };
        replies.add(callers.submit(() -> yahoo.fetch(asked)));
      }
      for (Future<VendorReply> reply : replies) {
        assertThat(reply.get()).isInstanceOf(VendorReply.Data.class);
      }
    }

    assertThat(simulator.traffic(YAHOO).peakHttp()).isOne();
    assertThat(simulator.traffic(YAHOO).peakStreams()).isOne();
    assertThat(simulator.traffic(YAHOO).byPath().get("/v1/test/getcrumb"))
        .as("one crumb for all")
        .isEqualTo(1);
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
      yahoo.close();
      yahoo = connect(TestVendors::impatient);
    }
    simulator.inject(YAHOO, Fault.of(kind).delayedBy(Duration.ofSeconds(3)));

    assertThat(refusal(query(MessageType.BAR, "AAPL"))).isEqualTo(expected);

    simulator.clearFaults(YAHOO);
    await().atMost(PATIENCE).until(() -> refusal(query(MessageType.BAR, "AAPL")) == null);
    assertThat(yahoo.status().state()).isEqualTo(VendorStatus.State.UP);
    assertThat(simulator.traffic(YAHOO).peakHttp()).isOne();
  }

  @Test
  void fault_once_isRetriedUnseen() {
    simulator.inject(YAHOO, Fault.of(Fault.Kind.HTTP_5XX).times(1));
    assertThat(refusal(query(MessageType.BAR, "AAPL"))).isNull();

    simulator.inject(YAHOO, Fault.of(Fault.Kind.CUT).times(1));
    assertThat(refusal(query(MessageType.NEWS, "AAPL"))).isNull();
  }

  @Test
  void crumb_noLongerValid_isRenewedOnce() {
    assertThat(refusal(query(MessageType.QUOTE, "AAPL"))).isNull();
    int port = simulator.port(YAHOO);
    simulator.close();
    // Another seed signs its cookies differently: the crumb we hold means nothing to it.
    simulator = VendorSimulator.builder().seed(4711).ephemeralPorts().port(YAHOO, port).start();

    assertThat(refusal(query(MessageType.QUOTE, "AAPL"))).isNull();

    assertThat(simulator.traffic(YAHOO).byPath().get("/v1/test/getcrumb")).isEqualTo(1);
  }

  @Test
  void stream_followedAndCut_comesBackByItself() {
    ConcurrentLinkedQueue<MarketDatum> heard = follow("AAPL", "BTC-USD");
    await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(Tick.class::isInstance));
    assertThat(heard).map(datum -> datum.instrument().value()).isSubsetOf("AAPL", "BTC-USD");

    simulator.inject(YAHOO, Fault.of(Fault.Kind.CUT).onStreams().times(1));
    await().atMost(PATIENCE).until(() -> simulator.traffic(YAHOO).accepted() >= 2);
    await().atMost(PATIENCE).until(() -> yahoo.status().streaming());
    heard.clear();
    await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(Tick.class::isInstance));

    assertThat(simulator.traffic(YAHOO).peakStreams()).isOne();
  }

  @Test
  void stream_garbled_isPassedOver() {
    simulator.inject(YAHOO, Fault.of(Fault.Kind.GARBAGE).onStreams().times(2));

    ConcurrentLinkedQueue<MarketDatum> heard = follow("AAPL");

    await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(Tick.class::isInstance));
  }

  @Test
  void stream_nothingFollowed_isClosed() {
    follow("AAPL");
    await().atMost(PATIENCE).until(() -> simulator.traffic(YAHOO).openStreams() == 1);

    follow();

    await().atMost(PATIENCE).until(() -> simulator.traffic(YAHOO).openStreams() == 0);
    assertThat(yahoo.status().streaming()).isFalse();
  }

  private ConcurrentLinkedQueue<MarketDatum> follow(String... symbols) {
    ConcurrentLinkedQueue<MarketDatum> heard = new ConcurrentLinkedQueue<>();
    Set<InstrumentId> instruments =
        Arrays.stream(symbols).map(InstrumentId::of).collect(Collectors.toSet());
    yahoo.stream().orElseThrow().follow(instruments, heard::add);
    return heard;
  }
}
