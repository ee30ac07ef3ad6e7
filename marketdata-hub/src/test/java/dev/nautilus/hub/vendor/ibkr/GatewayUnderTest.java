package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.StreamTimings;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.ibkr.IbkrVendor;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.TrafficReport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A simulated gateway, and connections to it that do not wait as long as real ones.
final class GatewayUnderTest implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String IBKR = "ibkr";
  private static final IbkrTimings TIMINGS = waitingForBooks(Duration.ofSeconds(6));

  private final IbkrVendor vendor;
  private final InstantSource clock;
  private final VendorSimulator simulator;

  /// One that does not limit.
  GatewayUnderTest() {
    this(new IbkrVendor().withoutRateLimit());
  }

  GatewayUnderTest(IbkrVendor vendor) {
    this(vendor, InstantSource.system());
  }

  /// One whose time, and that of its clients, passes when a test says so.
  GatewayUnderTest(IbkrVendor vendor, InstantSource clock) {
    this.vendor = vendor;
    this.clock = clock;
    this.simulator = VendorSimulator.builder().ephemeralPorts().vendor(vendor).clock(clock).start();
  }

  private static IbkrTimings waitingForBooks(Duration patience) {
    return new IbkrTimings(
        Duration.ofMillis(500),
        Duration.ofSeconds(3),
        Duration.ofMillis(50),
        Duration.ofSeconds(25),
        patience,
        Duration.ofSeconds(1),
        new StreamTimings(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(400)));
  }

  static List<InstrumentId> ids(String... symbols) {
    return Arrays.stream(symbols).map(InstrumentId::of).toList();
  }

  static VendorQuery query(MessageType<? extends MarketDatum> type, String... symbols) {
    return new VendorQuery(type, ids(symbols), null, null, null, 0, null);
  }

  /// A reset that is never on: what it does is tested with a clock of its own.
  static IbkrProperties properties(boolean compete, int lines) {
    LocalTime halfADayAgo = LocalTime.now(ZoneOffset.UTC).minusHours(12);
    return new IbkrProperties(
        null,
        true,
        compete,
        Duration.ofMillis(400),
        ZoneOffset.UTC,
        halfADayAgo,
        Duration.ofMinutes(15),
        lines,
        3,
        100);
  }

  IbkrConnection connect() {
    return connect(TestVendors::at, properties(true, 100));
  }

  IbkrConnection connect(
      Function<Map<String, URI>, VendorsProperties.Vendor> settings, IbkrProperties properties) {
    return connect(settings, properties, TIMINGS);
  }

  /// One that does not wait for a book that will not come.
  IbkrConnection connectExpectingNoBook() {
    return connect(TestVendors::at, properties(true, 100), waitingForBooks(Duration.ofSeconds(1)));
  }

  private IbkrConnection connect(
      Function<Map<String, URI>, VendorsProperties.Vendor> settings,
      IbkrProperties properties,
      IbkrTimings timings) {
    String at = "://127.0.0.1:" + simulator.port(IBKR) + "/v1/api";
    return new IbkrConnection(
        settings.apply(
            Map.of("api", URI.create("http" + at), "stream", URI.create("ws" + at + "/ws"))),
        new IbkrConnection.Setup(properties, timings, null),
        clock);
  }

  IbkrVendor vendor() {
    return vendor;
  }

  Market market() {
    return simulator.market();
  }

  Instrument instrument(String symbol) {
    return market().find(symbol).orElseThrow();
  }

  /// As the simulator numbers them: by their place in the market's list.
  long conid(String symbol) {
    return 700_000 + 10L * market().instruments().indexOf(instrument(symbol));
  }

  TrafficReport traffic() {
    return simulator.traffic(IBKR);
  }

  long requests(String path) {
    return traffic().byPath().getOrDefault("/v1/api/" + path, 0L);
  }

  void resetCounters() {
    simulator.resetCounters(IBKR);
  }

  void inject(Fault fault) {
    simulator.inject(IBKR, fault);
  }

  void clearFaults() {
    simulator.clearFaults(IBKR);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
