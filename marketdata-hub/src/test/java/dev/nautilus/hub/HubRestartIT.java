package dev.nautilus.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.hub.web.HubHttp;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import dev.nautilus.message.SubscriptionRequest;
import dev.nautilus.simulator.VendorSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// What a hub knows of the one before it: subscriptions, published states, versions.
class HubRestartIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final InstrumentId NVDA = InstrumentId.of("NVDA");

  private static ConfigurableApplicationContext hub(BusServers redis, VendorSimulator simulator) {
    String yahoo = simulator.url("yahoo_finance").toString();
    return HubApplication.run(
        "--server.port=0",
        "--nautilus.bus.market-data-url=" + redis.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
        "--nautilus.vendors.yahoo-finance.base-urls.query=" + yahoo,
        "--nautilus.vendors.yahoo-finance.base-urls.cookie=" + yahoo,
        "--nautilus.vendors.yahoo-finance.base-urls.stream="
            + yahoo.replace("http:", "ws:")
            + "/?version=2",
        "--nautilus.vendors.yahoo-finance.simulated=true",
        "--nautilus.vendors.yahoo-finance.limits.per-day=100000",
        "--nautilus.hub.watch.enabled=false");
  }

  private static HubHttp http(ConfigurableApplicationContext hub) {
    return new HubHttp(
        hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @Test
  void hub_startedAgain_goesOnWithSubscriptionsStatesAndQuotas() throws Exception {
    try (BusServers redis = BusServers.startAppendOnly();
        BusClients clients = new BusClients(redis);
        VendorSimulator simulator = VendorSimulator.builder().ephemeralPorts().start()) {
      DualBusClient engine = clients.client(EngineType.RISK, "risk-1");
      long version;
      long used;
      int statements;
      try (ConfigurableApplicationContext first = hub(redis, simulator);
          Recorder<Quote> quotes = Recorder.on(engine, MessageType.QUOTE)) {
        await().atMost(SOON).until(() -> asked(engine, quotes));
        version = quotes.payloads().getLast().provenance().version();
        statements = http(first).json("/api/v1/fundamental/NVDA").get("data").size();
        used = used(first);
        assertThat(used).isPositive();
      }

      try (ConfigurableApplicationContext second = hub(redis, simulator);
          Recorder<Quote> quotes = Recorder.on(engine, MessageType.QUOTE)) {
        quotes.await(2, SOON);
        assertThat(quotes.payloads())
            .allMatch(quote -> quote.instrument().equals(NVDA))
            .allMatch(quote -> quote.provenance().version() > version);
        await("the quota goes on").atMost(SOON).until(() -> used(second) > used);
        Queue<Message<Fundamental>> rows = new ConcurrentLinkedQueue<>();
        SubscriptionOptions options =
            SubscriptionOptions.DEFAULTS.keys(Set.of("NVDA")).withSnapshot();
        await().atMost(SOON).until(() -> knowsStatements(clients, rows, options, statements));
      }
    }
  }

  /// Sent until it is heard: before the first hub ever listened, nothing is kept for it.
  private static boolean asked(DualBusClient engine, Recorder<Quote> quotes) {
    engine.publish(
        MessageType.SUBSCRIPTION_REQUEST,
        new SubscriptionRequest("mine", List.of(NVDA), List.of("quote"), true));
    return quotes.payloads().size() > 2;
  }

  private static boolean knowsStatements(
      BusClients clients,
      Queue<Message<Fundamental>> rows,
      SubscriptionOptions options,
      int statements)
      throws InterruptedException {
    DualBusClient late = clients.client(EngineType.ML, "ml-" + System.nanoTime());
    try (Subscription joined = late.subscribe(MessageType.FUNDAMENTAL, rows::add, options)) {
      await().atMost(Duration.ofSeconds(8)).until(() -> rows.size() >= statements);
      return joined.type().equals(MessageType.FUNDAMENTAL);
    }
  }

  private static long used(ConfigurableApplicationContext hub) throws Exception {
    for (var source : http(hub).json("/api/v1/sources").get("sources")) {
      if (source.get("source").asString().equals("yahoo_finance")) {
        return source.get("budget").get("quotas").get(0).get("used").asLong();
      }
    }
    throw new AssertionError("yahoo_finance is not listed");
  }
}
