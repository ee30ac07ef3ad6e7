package dev.nautilus.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.hub.web.HubHttp;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.SnapshotPartial;
import dev.nautilus.message.Tick;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.serve.TrafficReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The whole hub between real Redises and the vendors' simulator: its own adapters, its own watch.
@TestInstance(Lifecycle.PER_CLASS)
class HubIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String YAHOO = "yahoo_finance";
  private BusServers redis;
  private BusClients clients;
  private VendorSimulator simulator;
  private ConfigurableApplicationContext hub;
  private HubHttp http;

  @BeforeAll
  void start() {
    redis = BusServers.startAppendOnly();
    clients = new BusClients(redis);
    simulator = VendorSimulator.builder().ephemeralPorts().start();
    hub = HubApplication.run(arguments());
    http =
        new HubHttp(hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  private String[] arguments() {
    String yahoo = simulator.url(YAHOO).toString();
    return new String[] {
      "--server.port=0",
      "--nautilus.bus.market-data-url=" + redis.marketData().url(),
      "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
      "--nautilus.vendors.yahoo-finance.base-urls.query=" + yahoo,
      "--nautilus.vendors.yahoo-finance.base-urls.cookie=" + yahoo,
      "--nautilus.vendors.yahoo-finance.base-urls.stream="
          + yahoo.replace("http:", "ws:")
          + "/?version=2",
      "--nautilus.vendors.yahoo-finance.simulated=true",
      "--nautilus.vendors.yahoo-finance.limits.requests=200",
      "--nautilus.vendors.yahoo-finance.limits.burst=50",
      "--nautilus.vendors.fred.base-urls.api=" + simulator.url("fred") + "/fred",
      "--nautilus.vendors.fred.key=simulated0key0for0fred0000000000",
      "--nautilus.vendors.fred.simulated=true",
      // Needs no key, so it would be asked where it really is.
      "--nautilus.vendors.dbnomics.enabled=false",
      "--nautilus.hub.watch.symbols=AAPL,MSFT",
      // Not while the test runs: it counts calls for bars.
      "--nautilus.hub.watch.bars-after=1h",
      "--nautilus.hub.watch.economic="
    };
  }

  @AfterAll
  void stop() {
    hub.close();
    clients.close();
    simulator.close();
    redis.close();
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  private long requests(String template) {
    return simulator.traffic(YAHOO).byPath().getOrDefault(template, 0L);
  }

  @Test
  void quote_hasEverythingAReaderNeeds() throws Exception {
    JsonNode quote = http.json("/api/v1/quote/AAPL");

    assertThat(quote.get("ask").asDouble()).isGreaterThanOrEqualTo(quote.get("bid").asDouble());
    assertThat(quote.get("bidSize").asDouble()).isPositive();
    assertThat(quote.get("askSize").asDouble()).isPositive();
    assertThat(quote.get("source").asString()).isEqualTo(YAHOO);
    assertThat(quote.get("observedAt").asString()).endsWith("Z");
    assertThat(quote.get("receivedAt").asString()).endsWith("Z");
    assertThat(quote.get("version").asLong() >> 40).as("term").isPositive();
    assertThat(quote.get("freshness").asString()).isEqualTo("fresh");
    assertThat(quote.get("simulated").asBoolean()).isTrue();
  }

  @Test
  void everyServedType_answers() throws Exception {
    for (String path :
        List.of(
            "/api/v1/bar/NVDA?interval=1m&limit=30",
            "/api/v1/news/NVDA",
            "/api/v1/fundamental/NVDA",
            "/api/v1/economic?symbol=FRED:UNRATE",
            "/api/v1/economic?search=unemployment")) {
      var response = http.get(path);
      assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
      assertThat(http.json(path).get("data")).as(path).isNotEmpty();
    }
    assertThat(http.get("/api/v1/quote/NO.SUCH.THING").statusCode()).isEqualTo(404);
  }

  @Test
  void hundredConcurrentRequestsForOneColdKey_areOneVendorCall() throws Exception {
    String chart = "/v8/finance/chart/{symbol}";
    long before = requests(chart);

    List<Integer> statuses =
        atOnce(100, () -> http.get("/api/v1/bar/META?interval=1d&limit=11").statusCode());

    assertThat(statuses).hasSize(100).containsOnly(200);
    assertThat(requests(chart) - before).isEqualTo(1);
    JsonNode bars = http.json("/api/v1/cache").get("types").get("bar");
    assertThat(bars.get("called").asLong()).isPositive();
  }

  @Test
  void mixedLoad_opensOneHttpConnectionPerVendorAndOneWebSocket() throws Exception {
    await().atMost(SOON).until(() -> simulator.traffic(YAHOO).openStreams() == 1);
    // A WebSocket counts as HTTP until it is upgraded; from here on there is no such moment.
    simulator.resetCounters(YAHOO);
    List<String> paths =
        List.of(
            "/api/v1/quote/TSLA",
            "/api/v1/bar/JPM?interval=1m&limit=5",
            "/api/v1/news/XOM",
            "/api/v1/fundamental/SPY",
            "/api/v1/bar/QQQ",
            "/api/v1/economic?symbol=FRED:DGS10");
    for (String path : paths) {
      atOnce(10, () -> http.get(path).statusCode());
    }
    atOnce(5, () -> paths.stream().map(path -> statusOf(path)).toList());

    TrafficReport yahoo = simulator.traffic(YAHOO);
    assertThat(yahoo.peakHttp()).isEqualTo(1);
    assertThat(yahoo.peakStreams()).isEqualTo(1);
    assertThat(simulator.traffic("fred").peakHttp()).isEqualTo(1);
    JsonNode sources = http.json("/api/v1/sources").get("sources");
    assertThat(sources.toString()).contains("\"streaming\":true");
  }

  private int statusOf(String path) {
    try {
      return http.get(path).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void busReaders_seeQuotesAndTicksOnceAndTheSameVersionsAsRest() throws Exception {
    DualBusClient engine = clients.client(EngineType.RISK, "risk-1");
    try (Recorder<Quote> quotes = Recorder.on(engine, MessageType.QUOTE);
        Recorder<Tick> ticks = Recorder.on(engine, MessageType.TICK)) {
      ticks.await(5, SOON);
      quotes.await(6, SOON);

      assertThat(quotes.payloads())
          .filteredOn(each -> each.instrument().value().equals("AAPL"))
          .extracting(each -> each.provenance().version())
          .isSorted()
          .doesNotHaveDuplicates();
      long version = http.json("/api/v1/quote/AAPL").get("version").asLong();
      quotes.awaitMatch(
          quote ->
              quote.instrument().value().equals("AAPL") && quote.provenance().version() == version,
          SOON);
    }
  }

  @Test
  void dataRequestOverTheBus_givesTheBarsOfRest() throws Exception {
    MarketDataClient client =
        new MarketDataClient(clients.client(EngineType.FEATURES, "features-1"), SOON);
    InstrumentId goog = InstrumentId.of("GOOG");

    DataResponse response =
        client
            .get(List.of(goog), List.of(MessageType.BAR), BarSpec.DAY, null, null)
            .toCompletableFuture()
            .get();

    List<MarketDatum> bars = response.answers().getFirst().data();
    JsonNode rows = http.json("/api/v1/bar/GOOG").get("data");
    assertThat(bars).hasSize(rows.size()).hasSizeGreaterThan(300);
    assertThat(bars.getFirst().provenance().version())
        .isEqualTo(rows.get(0).get("version").asLong());
  }

  @Test
  void engine_joiningLate_knowsWhatTheHubHasPublished() throws Exception {
    int statements = http.json("/api/v1/fundamental/AAPL").get("data").size();
    Queue<Message<Fundamental>> rows = new ConcurrentLinkedQueue<>();
    DualBusClient late = clients.client(EngineType.ML, "ml-late");
    try (Recorder<SnapshotPartial> partial = Recorder.on(late, MessageType.SNAPSHOT_PARTIAL);
        Subscription joined =
            late.subscribe(
                MessageType.FUNDAMENTAL,
                rows::add,
                SubscriptionOptions.DEFAULTS.keys(Set.of("AAPL")).withSnapshot())) {
      await().atMost(SOON).until(() -> rows.size() >= statements);

      assertThat(rows)
          .allMatch(row -> row.envelope().snapshot())
          .allMatch(row -> row.payload().provenance().version() > 0)
          .extracting(row -> MessageType.FUNDAMENTAL.conflationKeyOf(row.payload()))
          .doesNotHaveDuplicates();
      assertThat(partial.payloads()).isEmpty();
      assertThat(joined.type()).isEqualTo(MessageType.FUNDAMENTAL);
    }
  }

  @Test
  void eachRedis_killedAndRestartedUnderLoad_isSurvived() throws Exception {
    DualBusClient engine = clients.client(EngineType.ML, "ml-1");
    MarketDataClient client = new MarketDataClient(engine, Duration.ofSeconds(2));
    InstrumentId aapl = InstrumentId.of("AAPL");
    for (RedisServer server : List.of(redis.marketData(), redis.engineLogic())) {
      long before = http.json("/api/v1/quote/AAPL").get("version").asLong();
      server.kill();
      assertThat(statusOf("/api/v1/quote/AAPL")).as("REST while Redis is away").isEqualTo(200);
      server.restart();

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(http.json("/health").get("parts").toString())
                      .contains("\"marketDataBus\":{\"status\":\"UP\"")
                      .contains("\"engineLogicBus\":{\"status\":\"UP\""));
      try (Recorder<Quote> quotes = Recorder.on(engine, MessageType.QUOTE)) {
        quotes.awaitMatch(quote -> quote.provenance().version() > before, SOON);
      }
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          client
                              .get(List.of(aapl), List.of(MessageType.QUOTE))
                              .toCompletableFuture()
                              .get()
                              .answers())
                      .hasSize(1));
    }
  }
}
