package dev.nautilus.bench.load;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A strategy asks risk before each order, while market data flow at a steady rate: the time from
/// the request to the answer. Risk is on the buses, or on main Redis behind the bridge.
final class PreTrade implements AutoCloseable {
  private static final int ASKED_PER_SECOND = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant EXPIRY = Instant.parse("2099-01-01T00:00:00Z");
  private static final long LONGEST = 120_000_000_000L;

  private final MigrationMain.Task task;
  private final DualBusClient risk;
  private final DualBusClient strategy;
  private final DualBusClient hub;
  private final AtomicBoolean flowing = new AtomicBoolean(true);
  private final Thread flow;

  PreTrade(MigrationMain.Task task, EngineMode riskMode) {
    this.task = task;
    // The registry remembers where risk was when it was measured last, and goes before the client.
    try (EngineModes modes =
        EngineModes.at(new BusAddress(Contender.HOST, task.engineLogic(), null, null, false))) {
      modes.set(EngineType.RISK, riskMode);
    }
    this.risk = builder(EngineType.RISK).mode(riskMode).build();
    if (risk.mode() != riskMode) {
      throw new IllegalStateException("risk must be " + riskMode + ", is " + risk.mode());
    }
    this.strategy = builder(EngineType.STRATEGY).build();
    this.hub = builder(new EngineType("bench-hub")).build();
    risk.respond(
        MessageType.ORDER_REQUEST,
        request -> CompletableFuture.completedFuture(decision(request.payload())));
    this.flow = Thread.ofPlatform().daemon().start(this::flow);
  }

  private DualBusClientBuilder builder(EngineType engine) {
    return DualBusClient.builder(engine, engine + "-bench")
        .marketData("redis://" + Contender.HOST + ":" + task.marketData())
        .engineLogic("redis://" + Contender.HOST + ":" + task.engineLogic())
        .main("redis://" + Contender.HOST + ":" + task.main());
  }

  private void flow() {
    Pace pace = Pace.of(System.nanoTime(), task.rate(), 0, 0);
    for (long sequence = 1; flowing.get(); sequence++) {
      Paces.await(pace, sequence);
      var _ = hub.offer(MessageType.QUOTE, Payload.quote(sequence), Priority.NORMAL);
    }
  }

  /// Asks for so long, by a plan and without waiting for the answer before: a stall makes every
  /// question late that was meant to be asked meanwhile, and the time counts from when it was.
  Histogram roundTrips(double seconds) {
    Histogram nanos = new ConcurrentHistogram(LONGEST, 3);
    int asked = (int) Math.max(1, Math.round(ASKED_PER_SECOND * seconds));
    Pace pace = Pace.of(System.nanoTime(), ASKED_PER_SECOND, 0, seconds);
    List<CompletableFuture<?>> answers = new ArrayList<>(asked);
    for (int i = 1; i <= asked; i++) {
      Paces.await(pace, i);
      long intended = pace.intendedNanos(i);
      answers.add(
          strategy
              .request(MessageType.ORDER_REQUEST, order(i), PATIENCE)
              .thenAccept(_ -> nanos.recordValue(System.nanoTime() - intended))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();
    return nanos;
  }

  private static OrderRequest order(int number) {
    return new OrderRequest(
        "order-" + number,
        "fund",
        "bench",
        InstrumentId.of("AAPL"),
        Side.BUY,
        BigDecimal.TEN,
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.DAY,
        false,
        null,
        "entry",
        null,
        EXPIRY,
        OrderRequest.Basis.SIMULATED);
  }

  private static OrderDecision decision(OrderRequest order) {
    return new OrderDecision(
        order.clientOrderId(),
        order.account(),
        order.instrument(),
        OrderDecision.Verdict.ALLOW,
        order.quantity(),
        "",
        "",
        EXPIRY);
  }

  @Override
  public void close() {
    flowing.set(false);
    Paces.join(List.of(flow));
    strategy.close();
    risk.close();
    hub.close();
  }
}
