package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.hub.terms.DataTerms;
import dev.nautilus.hub.terms.Storage;
import org.jspecify.annotations.Nullable;

/// Whether the MarketData bus writes to disk, which `redis/marketdata-bus.conf` does not. Asked on
/// a connection that is opened when data are about to be published that may not be stored. Any
/// thread.
public final class MarketDataStorage implements AutoCloseable {
  private final @Nullable BusAddress address;
  private final Storage storage;
  private @Nullable BusServer bus;
  private boolean closed;

  /// @param addresses null without buses
  MarketDataStorage(DataTerms terms, @Nullable DualBusConnectionDetails addresses) {
    this.address = addresses == null ? null : addresses.marketData();
    this.storage = new Storage("The MarketData bus", terms, this::writesToDisk, System::nanoTime);
  }

  private synchronized boolean writesToDisk() {
    if (address == null) {
      return false;
    }
    if (closed) {
      throw new BusException(BusException.Reason.CLOSED, address + ": closed");
    }
    BusServer open = bus;
    if (open == null) {
      open = BusServer.at(address);
      bus = open;
    }
    return open.writesToDisk();
  }

  Storage storage() {
    return storage;
  }

  /// What is held back, in a sentence; empty when nothing is.
  public String trouble() {
    return storage.trouble();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (bus != null) {
      bus.close();
    }
  }
}
