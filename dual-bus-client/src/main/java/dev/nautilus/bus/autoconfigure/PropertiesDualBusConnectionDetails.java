package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.TlsMaterial;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Addresses from `nautilus.bus.*`, else from the environment users know.
record PropertiesDualBusConnectionDetails(
    BusAddress marketData, BusAddress engineLogic, BusAddress main)
    implements DualBusConnectionDetails {

  /// @param tls what is shown and trusted; null when no bundle says so
  /// @throws IllegalArgumentException when a URL says something else than an address, or plain text
  ///   though there is TLS
  static DualBusConnectionDetails of(
      DualBusProperties properties, Environment environment, @Nullable Supplier<TlsMaterial> tls) {
    BusAddress marketData =
        BusName.MARKETDATA.address(properties.marketDataUrl(), environment, tls);
    BusAddress engineLogic =
        BusName.ENGINELOGIC.address(properties.engineLogicUrl(), environment, tls);
    BusAddress main = BusName.MAIN.address(properties.mainUrl(), environment, tls);
    return new PropertiesDualBusConnectionDetails(
        properties.entered(marketData), properties.entered(engineLogic), properties.entered(main));
  }

  /// A Redis as the environment names it.
  private enum BusName {
    MARKETDATA(DualBusClientBuilder.MARKET_DATA_PORT),
    ENGINELOGIC(DualBusClientBuilder.ENGINE_LOGIC_PORT),
    MAIN(DualBusClientBuilder.MAIN_PORT);

    private final int port;

    BusName(int port) {
      this.port = port;
    }

    BusAddress address(
        @Nullable String url, Environment environment, @Nullable Supplier<TlsMaterial> tls) {
      if (url != null && !url.isBlank()) {
        return BusAddress.of(url, port).trusting(tls);
      }
      String common = environment.getProperty("REDIS_HOST", "localhost");
      String host = environment.getProperty("REDIS_HOST_" + name(), common);
      return new BusAddress(host, port, null, null, tls != null, tls);
    }
  }
}
