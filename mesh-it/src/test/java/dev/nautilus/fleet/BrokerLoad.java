package dev.nautilus.fleet;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A broker outside the fleet that tells fill after fill of one account: each makes a position, a
/// value, a margin and a look at limits. It keeps what the bus has confirmed.
final class BrokerLoad implements AutoCloseable {
  static final String ACCOUNT = "load";
  static final InstrumentId SYMBOL = InstrumentId.of("AAPL");

  private static final long PAUSE_MILLIS = 20;
  private static final int TURN = 8;

  private final DualBusClient bus;
  private final Queue<Fill> confirmed = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean over;

  private BrokerLoad(FleetPlan plan) {
    bus =
        DualBusClient.builder(new EngineType("broker"), "broker-1")
            .marketData(plan.busUrl(RedisRole.MARKET_DATA))
            .engineLogic(plan.busUrl(RedisRole.ENGINE_LOGIC))
            .build();
    thread = Thread.ofPlatform().name("broker").unstarted(this::tell);
  }

  static BrokerLoad start(FleetPlan plan) {
    BrokerLoad load = new BrokerLoad(plan);
    load.thread.start();
    return load;
  }

  private void tell() {
    for (int i = 1; !over; i++) {
      tell(fill(i));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  private void tell(Fill fill) {
    var _ =
        bus.publish(MessageType.FILL, fill)
            .whenComplete(
                (published, failure) -> {
                  if (failure == null) {
                    confirmed.add(fill);
                  } else {
                    failed.add(failure);
                  }
                });
  }

  /// One of another instrument, which nothing else tells of again.
  void tellOnce(InstrumentId symbol, String id) {
    tell(fill(symbol, id, 1));
  }

  /// Units of an instrument, by what the bus has confirmed.
  BigDecimal units(InstrumentId symbol) {
    return confirmed.stream()
        .filter(fill -> fill.instrument().equals(symbol))
        .map(fill -> fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Prices and quantities that no two neighbours share; bought and sold in turns.
  private static Fill fill(int number) {
    return fill(SYMBOL, "load-" + number, number);
  }

  private static Fill fill(InstrumentId symbol, String id, int number) {
    return new Fill(
        id,
        "order-" + id,
        ACCOUNT,
        symbol,
        number % TURN < 4 ? Side.BUY : Side.SELL,
        BigDecimal.valueOf(1 + number % 5),
        BigDecimal.valueOf(20_000 + number % 977, 2),
        BigDecimal.valueOf(1 + number % 3, 2),
        "USD",
        BigDecimal.ZERO,
        Instant.now(),
        true);
  }

  /// Ends it and waits until the bus has answered everything.
  void end() throws InterruptedException {
    over = true;
    thread.join();
    bus.close();
  }

  List<Fill> confirmed() {
    return List.copyOf(confirmed);
  }

  /// Why fills were not taken.
  List<Throwable> failed() {
    return List.copyOf(failed);
  }

  @Override
  public void close() {
    over = true;
    bus.close();
  }
}
