package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/// Where the buses are. A bean of this type wins over properties, so that tests and containers can
/// say so without touching them.
public interface DualBusConnectionDetails extends ConnectionDetails {
  /// Address of the MarketData bus.
  BusAddress marketData();

  /// Address of the Engine Logic bus.
  BusAddress engineLogic();
}
