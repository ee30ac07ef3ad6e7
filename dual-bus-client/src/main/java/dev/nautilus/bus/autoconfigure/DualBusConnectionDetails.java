package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClientBuilder;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/// Where the buses are. A bean of this type wins over properties, so that tests and containers can
/// say so without touching them.
public interface DualBusConnectionDetails extends ConnectionDetails {
  /// Address of the MarketData bus.
  BusAddress marketData();

  /// Address of the Engine Logic bus.
  BusAddress engineLogic();

  /// Address of main Redis, where engines are that have not migrated.
  default BusAddress main() {
    return new BusAddress("localhost", DualBusClientBuilder.MAIN_PORT, null, null, false);
  }
}
