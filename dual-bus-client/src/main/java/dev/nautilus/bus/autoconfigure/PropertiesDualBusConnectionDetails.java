package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClientBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Addresses from `nautilus.bus.*`, else from the environment users know.
record PropertiesDualBusConnectionDetails(
    BusAddress marketData, BusAddress engineLogic, BusAddress main)
    implements DualBusConnectionDetails {

  static DualBusConnectionDetails of(DualBusProperties properties, Environment environment) {
    return new PropertiesDualBusConnectionDetails(
        properties.entered(
            address(
                properties.marketDataUrl(),
                "MARKETDATA",
                DualBusClientBuilder.MARKET_DATA_PORT,
                environment)),
        properties.entered(
            address(
                properties.engineLogicUrl(),
                "ENGINELOGIC",
                DualBusClientBuilder.ENGINE_LOGIC_PORT,
                environment)),
        properties.entered(
            address(properties.mainUrl(), "MAIN", DualBusClientBuilder.MAIN_PORT, environment)));
  }

  private static BusAddress address(
      @Nullable String url, String suffix, int port, Environment environment) {
    if (url != null && !url.isBlank()) {
      return BusAddress.of(URI.create(url), port);
    }
    String common = environment.getProperty("REDIS_HOST", "localhost");
    String host = environment.getProperty("REDIS_HOST_" + suffix, common);
    return new BusAddress(host, port, null, null, false);
  }
}
