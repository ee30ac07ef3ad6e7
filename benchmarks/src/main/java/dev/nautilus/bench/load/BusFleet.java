package dev.nautilus.bench.load;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The same exchange over the buses: each engine publishes a type of its own and hears its
/// neighbour's, spread over the four families of the Engine Logic bus.
final class BusFleet implements MigratingFleet {
  private static final List<Family> FAMILIES =
      List.of(Family.SIGNALS, Family.RISK, Family.ORDERS, Family.SYSTEM);

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicBoolean sending = new AtomicBoolean(true);
  private final List<DualBusClient> engines = new ArrayList<>();
  private final List<Thread> writers = new ArrayList<>();

  BusFleet(int marketData, int engineLogic, int rate) {
    for (int i = 0; i < ENGINES; i++) {
      DualBusClient engine =
          DualBusClient.builder(new EngineType("engine-" + i), "engine-" + i + "-1")
              .marketData("redis://" + Contender.HOST + ":" + marketData)
              .engineLogic("redis://" + Contender.HOST + ":" + engineLogic)
              .build();
      engines.add(engine);
      engine.subscribe(type((i + ENGINES - 1) % ENGINES), message -> delivered.incrementAndGet());
    }
    writers.add(Thread.ofPlatform().daemon().start(() -> write(rate)));
  }

  private static MessageType<Quote> type(int engine) {
    Family family = FAMILIES.get(engine % FAMILIES.size());
    return MessageType.event(family, "bench.quote_" + engine, Quote.class);
  }

  private void write(int rate) {
    List<MessageType<Quote>> types = new ArrayList<>();
    for (int i = 0; i < ENGINES; i++) {
      types.add(type(i));
    }
    Pace pace = Pace.of(System.nanoTime(), rate, 0, 0);
    for (long sequence = 1; sending.get(); sequence++) {
      Paces.await(pace, sequence);
      int engine = (int) (sequence % ENGINES);
      engines
          .get(engine)
          .publish(types.get(engine), Payload.quote(sequence))
          .thenAccept(published -> sent.incrementAndGet());
    }
  }

  @Override
  public long sent() {
    return sent.get();
  }

  @Override
  public long delivered() {
    return delivered.get();
  }

  @Override
  public void stopSending() {
    sending.set(false);
    Paces.join(writers);
  }

  @Override
  public void close() {
    stopSending();
    engines.forEach(DualBusClient::close);
  }
}
