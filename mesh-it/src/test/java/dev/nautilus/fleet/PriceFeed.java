package dev.nautilus.fleet;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PriceUpdate;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program of a team's own that tells its prices on the MarketData bus until it is ended:
/// `PriceFeed MARKET_DATA_URL ENGINE_LOGIC_URL`.
final class PriceFeed {
  private static final InstrumentId SYMBOL = InstrumentId.of("HOUSE");

  private PriceFeed() {}

  public static void main(String[] args) {
    try (DualBusClient bus =
        DualBusClient.builder(new EngineType("pricer"), "pricer-1")
            .marketData(args[0])
            .engineLogic(args[1])
            .build()) {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        var _ =
            bus.publish(
                MessageType.PRICE_UPDATE, new PriceUpdate(SYMBOL, 100 + i % 7, Instant.now()));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }
}
