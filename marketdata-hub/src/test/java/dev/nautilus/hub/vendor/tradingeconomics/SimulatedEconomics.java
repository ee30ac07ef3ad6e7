package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.StreamTimings;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.TrafficReport;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// A Trading Economics on loopback that stops at 500 rows without a word, and ways to connect to
/// it.
final class SimulatedEconomics implements AutoCloseable {
  static final String SECRET = "not0to0be0seen";
  static final String KEY = "somebody:" + SECRET;

  private static final String TE = "trading_economics";
  private static final StreamTimings TIMINGS =
      new StreamTimings(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(400));

  private final VendorSimulator simulator;

  SimulatedEconomics(TradingEconomicsVendor vendor) {
    this.simulator = VendorSimulator.builder().ephemeralPorts().vendor(vendor).start();
  }

  /// A paid plan.
  static SimulatedEconomics paid() {
    return new SimulatedEconomics(
        TradingEconomicsVendor.withKey(KEY).rowsPerAnswer(500).withoutRateLimit());
  }

  VendorSimulator simulator() {
    return simulator;
  }

  TradingEconomicsConnection connect() {
    return connect(TestVendors::at, KEY);
  }

  TradingEconomicsConnection connect(
      Function<Map<String, URI>, VendorsProperties.Vendor> settings, String key) {
    String host = "127.0.0.1:" + simulator.port(TE);
    Map<String, URI> urls =
        Map.of("api", URI.create("http://" + host), "stream", URI.create("ws://" + host));
    return new TradingEconomicsConnection(
        TestVendors.withKey(settings.apply(urls), key), InstantSource.system(), TIMINGS);
  }

  TrafficReport traffic() {
    return simulator.traffic(TE);
  }

  void shows(Fault fault) {
    simulator.inject(TE, fault);
  }

  void isWell() {
    simulator.clearFaults(TE);
  }

  /// Nobody ever had more than one connection of a kind.
  @Override
  public void close() {
    assertThat(traffic().peakHttp()).isLessThanOrEqualTo(1);
    assertThat(traffic().peakStreams()).isLessThanOrEqualTo(1);
    simulator.close();
  }
}
