package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.message.DirectApiViolation;
import dev.nautilus.message.EngineHealth;
import dev.nautilus.message.RiskAlert;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// A small fleet around a gateway: a hub that publishes, an engine on main Redis that gives up a
/// message, and the pages of both.
final class ConsoleFleet implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef";
  static final String DESK = "fedcba9876543210";
  static final String QUEUE = "el:risk:0:express/vpin";

  private static final BusOptions ONE_ATTEMPT =
      BusClients.OPTIONS.toBuilder().maxAttempts(1).build();

  private final BusServers servers;
  private final ServedPages hubPages = FleetPictures.hub();
  private final ServedPages enginePages =
      new ServedPages().page("/api/v1/status", FleetPictures.status("risk", 100));
  private final DualBusClient hub;
  private final DualBusClient vpin;
  private final EngineModes modes;
  private final AtomicBoolean mended = new AtomicBoolean();
  private final List<RiskAlert> handled = new CopyOnWriteArrayList<>();

  ConsoleFleet(BusServers servers, BusClients clients) {
    this.servers = servers;
    hub = clients.client(EngineType.HUB, "hub-1");
    vpin = clients.client(clients.builder(EngineType.VPIN, "vpin-1").options(ONE_ATTEMPT));
    modes = EngineModes.at(address());
    modes.set(EngineType.RISK, EngineMode.LEGACY);
    modes.set(EngineType.VPIN, EngineMode.DUAL);
  }

  private BusAddress address() {
    return BusAddress.of(servers.engineLogic().url(), 6381);
  }

  EngineModes modes() {
    return modes;
  }

  DualBusClient hub() {
    return hub;
  }

  ServedPages hubPages() {
    return hubPages;
  }

  ServedPages enginePages() {
    return enginePages;
  }

  /// What was handed over in the end.
  List<RiskAlert> handled() {
    return handled;
  }

  /// Settings of a gateway in this fleet, at a port; 0 for any.
  Gateway gateway(int port, String... more) {
    return Gateway.startAt(port, servers, settings(more));
  }

  /// The same over TLS, see [Gateway#startTls].
  Gateway gatewayTls(HttpClient trusting, String... more) {
    return Gateway.startTls(trusting, servers, settings(more));
  }

  private String[] settings(String... more) {
    List<String> all = new ArrayList<>();
    all.add("--nautilus.bus.hub.url=" + hubPages.url());
    all.add("--nautilus.bus.hub.token=token-of-the-hub");
    all.add("--nautilus.websocket.console.every=500ms");
    all.add("--nautilus.websocket.console.engine-ports.risk=" + enginePages.port());
    all.add("--nautilus.websocket.access.tokens[0]=ops *,admin * " + TOKEN);
    all.add("--nautilus.websocket.access.tokens[1]=desk * - " + DESK);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// Publishes what a page shows.
  void speak() {
    for (String symbol : new String[] {"AAPL", "MSFT", "NVDA"}) {
      quote(symbol, 1, 198.5);
    }
    hub.publish(MessageType.SYSTEM_ALERT, Fixtures.alert("hub", "MEMORY_HIGH"));
    hub.publish(
        MessageType.DIRECT_API_VIOLATION,
        new DirectApiViolation(
            "ml", "ml-1", "www.alphavantage.co", 443, "Prices.load:17", true, 3, Fixtures.START));
    hub.publish(
        MessageType.ENGINE_HEALTH,
        new EngineHealth(
            "risk", "risk-1", EngineHealth.Status.READY, "", 1, 100, 1, Fixtures.START));
  }

  void quote(String symbol, long second, double bid) {
    assertThat(hub.publish(MessageType.QUOTE, Fixtures.quote(symbol, second, bid)))
        .succeedsWithin(Gateway.SOON);
  }

  /// An engine gives up one message.
  void giveUpOne() {
    vpin.subscribe(
        MessageType.RISK_ALERT,
        message -> {
          if (!mended.get()) {
            throw new IllegalStateException("<b>no such limit</b>");
          }
          handled.add(message.payload());
        });
    assertThat(hub.publish(MessageType.RISK_ALERT, new RiskAlert("VAR_BREACH", 0.95)))
        .succeedsWithin(Gateway.SOON);
    await().atMost(Gateway.SOON).until(() -> vpin.statistics(Bus.ENGINE_LOGIC).deadLettered() == 1);
  }

  /// What made it fail is mended.
  void mend() {
    mended.set(true);
  }

  @Override
  public void close() {
    modes.close();
    hubPages.close();
    enginePages.close();
  }
}
