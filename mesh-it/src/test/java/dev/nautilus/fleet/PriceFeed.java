package dev.nautilus.fleet;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program of a team's own that tells prices of that house on the MarketData bus until it is
/// ended: `PriceFeed MARKET_DATA_URL ENGINE_LOGIC_URL`.
final class PriceFeed {
  /// A type of that team's, not of the catalogue.
  static final MessageType<HousePrice> HOUSE_PRICE =
      MessageType.event(Family.APP, "house.price", HousePrice.class).keyedBy(HousePrice::product);

  private PriceFeed() {}

  /// @param price in the product's own unit
  record HousePrice(String product, double price) {}

  public static void main(String[] args) {
    try (DualBusClient bus =
        DualBusClient.builder(new EngineType("pricer"), "pricer-1")
            .marketData(args[0])
            .engineLogic(args[1])
            .build()) {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        var _ = bus.publish(HOUSE_PRICE, new HousePrice("barley", 100 + i % 7));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }
}
