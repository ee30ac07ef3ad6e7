package dev.nautilus.hub.bridge;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.message.PerformanceMetric;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// The clients of thirteen engines and the hub at a steady rate. Half of it is market data of the
/// hub, a quarter what the six engines say that begin on main Redis, a quarter what six others say.
/// Each engine hears those of the other kind; four hear the market.
final class MigratingFleet implements AutoCloseable {
  /// Begin on main Redis, in the order they are moved.
  static final List<EngineType> LEGACY =
      List.of(
          EngineType.ANALYTICS,
          EngineType.BACKTESTING,
          EngineType.RISK,
          EngineType.MARKETDATA,
          EngineType.VPIN,
          EngineType.ENHANCED_VPIN);

  private static final List<EngineType> DUAL =
      List.of(
          EngineType.PORTFOLIO,
          EngineType.COLLATERAL,
          EngineType.ML,
          EngineType.FACTOR,
          EngineType.STRATEGY,
          EngineType.WEBSOCKET,
          EngineType.FEATURES);
  private static final List<EngineType> HEAR_THE_MARKET =
      List.of(EngineType.RISK, EngineType.VPIN, EngineType.STRATEGY, EngineType.FEATURES);

  private static final int KEYS = 4;
  private static final int SPEAKERS = 6;
  private static final long LOOK_NANOS = 1_000_000;

  /// A machine with other work may not bear the rate: nobody is to be further behind, or what it
  /// cannot do would pile up until the test has no time left.
  private static final long MOST_BEHIND = 20_000;

  /// As good as at the head.
  private static final long HARDLY_BEHIND = 1_500;

  private static final long SETTLING = TimeUnit.SECONDS.toNanos(3);
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private final Map<EngineType, DualBusClient> clients = new LinkedHashMap<>();
  private final Map<EngineType, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final DualBusClient hub;
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopping;
  private volatile int perSecond = 1;
  private volatile boolean crowded;
  private volatile boolean wasCrowded;

  MigratingFleet(BusServers redis) {
    for (EngineType engine : LEGACY) {
      open(redis, engine, EngineMode.LEGACY);
    }
    for (EngineType engine : DUAL) {
      open(redis, engine, EngineMode.DUAL);
    }
    hub =
        DualBusClient.builder(EngineType.HUB, "hub-1")
            .marketData(redis.marketData().url())
            .engineLogic(redis.engineLogic().url())
            .build();
  }

  private void open(BusServers redis, EngineType engine, EngineMode mode) {
    DualBusClient client =
        DualBusClient.builder(engine, engine + "-1")
            .marketData(redis.marketData().url())
            .engineLogic(redis.engineLogic().url())
            .main(redis.main().url())
            .options(BusOptions.DEFAULTS.toBuilder().drainTimeout(Duration.ofSeconds(2)).build())
            .mode(mode)
            .build();
    clients.put(engine, client);
    accounts.put(engine, new Account());
    if (LEGACY.contains(engine)) {
      MessageType<PerformanceMetric> heard = MessageType.PERFORMANCE_METRIC;
      hear(client, heard, PerformanceMetric::subject, PerformanceMetric::value);
    } else {
      hear(client, MessageType.RISK_METRIC, RiskMetric::account, RiskMetric::value);
    }
    if (HEAR_THE_MARKET.contains(engine)) {
      hear(client, MessageType.TICK, tick -> tick.instrument().value(), Tick::size);
    }
  }

  private <P> void hear(
      DualBusClient client,
      MessageType<P> type,
      Function<P, String> line,
      Function<P, OptionalDouble> number) {
    Account account = Objects.requireNonNull(accounts.get(client.engine()));
    client.subscribe(
        type,
        message ->
            account.accept(
                line.apply(message.payload()),
                (int) number.apply(message.payload()).orElseThrow(),
                message.envelope().sentAt()));
  }

  /// Begins to publish, so many messages a second, all together.
  void start(int rate) {
    perSecond = rate;
    writers.add(Thread.ofPlatform().start(this::watch));
    writers.add(Thread.ofPlatform().start(() -> write(2, this::tick)));
    writers.add(Thread.ofPlatform().start(() -> write(4, this::riskMetric)));
    writers.add(Thread.ofPlatform().start(() -> write(4, this::performanceMetric)));
  }

  /// From now on so many messages a second, all together.
  void rate(int rate) {
    perSecond = rate;
  }

  private void watch() {
    while (!stopping) {
      crowded = behind() > (crowded ? HARDLY_BEHIND : MOST_BEHIND);
      wasCrowded |= crowded;
      LockSupport.parkNanos(20 * LOOK_NANOS);
    }
  }

  /// Waits until everybody is at the head again. A machine that does not get there by itself has
  /// the writers wait for it.
  void settle() {
    long began = System.nanoTime();
    while (behind() > HARDLY_BEHIND) {
      long waited = System.nanoTime() - began;
      if (waited > PATIENCE) {
        throw new AssertionError("not at the head again: " + missing());
      }
      if (waited > SETTLING) {
        crowded = true;
      }
      LockSupport.parkNanos(10 * LOOK_NANOS);
    }
  }

  /// Whether the machine could not bear the rate at some time since this was asked last.
  boolean takeCrowded() {
    boolean was = wasCrowded;
    wasCrowded = false;
    return was;
  }

  /// Looks once a millisecond, for the wake-ups of a test are not what is to be measured. A writer
  /// that was kept waiting makes up for it: what is due is due. Writes one of `share` messages.
  private void write(int share, IntConsumer writing) {
    double due = System.nanoTime();
    for (int message = 0; !stopping; message++) {
      while (crowded && !stopping) {
        LockSupport.parkNanos(LOOK_NANOS);
        due = System.nanoTime();
      }
      due += 1e9 * share / perSecond;
      for (long left = (long) due - System.nanoTime();
          left > 0;
          left = (long) due - System.nanoTime()) {
        LockSupport.parkNanos(Math.max(left, LOOK_NANOS));
      }
      writing.accept(message);
    }
  }

  private void tick(int message) {
    String line = "SYM" + message % 16;
    publish(hub, MessageType.TICK, NumberedMessages.tick(line, next(line)));
  }

  private void riskMetric(int message) {
    EngineType engine = LEGACY.get(message % SPEAKERS);
    String line = engine + "/" + message / SPEAKERS % KEYS;
    RiskMetric metric = NumberedMessages.riskMetric(line, next(line));
    publish(client(engine), MessageType.RISK_METRIC, metric);
  }

  private void performanceMetric(int message) {
    EngineType engine = DUAL.get(message % SPEAKERS);
    String line = engine + "/" + message / SPEAKERS % KEYS;
    PerformanceMetric metric = NumberedMessages.performanceMetric(line, next(line));
    publish(client(engine), MessageType.PERFORMANCE_METRIC, metric);
  }

  private DualBusClient client(EngineType engine) {
    return Objects.requireNonNull(clients.get(engine));
  }

  private int next(String line) {
    return sent.merge(line, 1, Integer::sum);
  }

  private <P> void publish(DualBusClient from, MessageType<P> type, P payload) {
    from.publish(type, payload)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                failures.add(from.engine() + ": " + failure);
              }
            });
  }

  void flows(boolean now) {
    accounts.values().forEach(account -> account.flows(now));
  }

  /// Ends publishing.
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread writer : writers) {
      writer.join();
    }
  }

  /// Messages that were published.
  long published() {
    return sent.values().stream().mapToLong(Integer::longValue).sum();
  }

  /// Publishes that were refused or ended without a confirmation.
  Queue<String> failures() {
    return failures;
  }

  /// Messages that the engine which is furthest behind has still to get.
  long behind() {
    return accounts.entrySet().stream()
        .mapToLong(
            each ->
                sent.entrySet().stream()
                    .filter(line -> hears(each.getKey(), line.getKey()))
                    .mapToLong(line -> line.getValue() - each.getValue().last(line.getKey()))
                    .sum())
        .max()
        .orElse(0);
  }

  /// Lines of which an engine that hears them has not had the last message.
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    accounts.forEach(
        (engine, account) ->
            sent.forEach(
                (line, last) -> {
                  if (hears(engine, line) && account.last(line) < last) {
                    missing.add(
                        "%s has %d of %d of %s".formatted(engine, account.last(line), last, line));
                  }
                }));
    return missing;
  }

  private static boolean hears(EngineType engine, String line) {
    if (line.startsWith("SYM")) {
      return HEAR_THE_MARKET.contains(engine);
    }
    boolean ofLegacy = LEGACY.contains(new EngineType(line.substring(0, line.indexOf('/'))));
    return ofLegacy != LEGACY.contains(engine);
  }

  Map<EngineType, Account> accounts() {
    return accounts;
  }

  @Override
  public void close() {
    stopping = true;
    clients.values().forEach(DualBusClient::close);
    hub.close();
  }
}
