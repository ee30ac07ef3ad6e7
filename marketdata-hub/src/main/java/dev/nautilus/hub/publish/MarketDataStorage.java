package dev.nautilus.hub.publish;

import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.hub.terms.DataTerms;
import dev.nautilus.hub.terms.Storage;
import org.jspecify.annotations.Nullable;

/// Whether the MarketData bus writes to disk, which `redis/marketdata-bus.conf` does not. Asked on
/// a connection that is opened when data are about to be published that may not be stored.
public final class MarketDataStorage implements AutoCloseable {
  private static final String CLIENT = "nautilus-hub-storage";

  private final @Nullable StreamPort port;
  private final Storage storage;

  /// @param addresses null without buses
  MarketDataStorage(DataTerms terms, @Nullable DualBusConnectionDetails addresses) {
    StreamPort bus = addresses == null ? null : new StreamPort(addresses.marketData(), CLIENT);
    this.port = bus;
    this.storage =
        new Storage(
            "The MarketData bus", terms, () -> bus != null && bus.writesToDisk(), System::nanoTime);
  }

  Storage storage() {
    return storage;
  }

  /// What is held back, in a sentence; empty when nothing is.
  public String trouble() {
    return storage.trouble();
  }

  @Override
  public void close() {
    if (port != null) {
      port.close();
    }
  }
}
