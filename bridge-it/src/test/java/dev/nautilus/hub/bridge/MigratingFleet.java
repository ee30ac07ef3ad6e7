package dev.nautilus.hub.bridge;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.Samples;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PerformanceMetric;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

  private final Map<EngineType, DualBusClient> clients = new LinkedHashMap<>();
  private final Map<EngineType, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final AtomicInteger failed = new AtomicInteger();
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
    Account account = new Account();
    accounts.put(engine, account);
    if (LEGACY.contains(engine)) {
      client.subscribe(
          MessageType.PERFORMANCE_METRIC,
          message ->
              account.accept(message.payload().subject(), number(message.payload().value())));
    } else {
      client.subscribe(
          MessageType.RISK_METRIC,
          message ->
              account.accept(message.payload().account(), number(message.payload().value())));
    }
    if (HEAR_THE_MARKET.contains(engine)) {
      client.subscribe(
          MessageType.TICK,
          message ->
              account.accept(
                  message.payload().instrument().value(), number(message.payload().size())));
    }
  }

  private static int number(OptionalDouble value) {
    return (int) value.orElseThrow();
  }

  /// Begins to publish.
  ///
  /// @param rate messages a second, all together
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
      crowded = behind() > MOST_BEHIND;
      wasCrowded |= crowded;
      LockSupport.parkNanos(20 * LOOK_NANOS);
    }
  }

  /// Whether the rate was not kept since this was asked last, because the machine could not bear
  /// it.
  boolean takeCrowded() {
    boolean was = wasCrowded;
    wasCrowded = false;
    return was;
  }

  /// Looks once a millisecond, for the wake-ups of a test are not what is to be measured. A writer
  /// that was kept waiting makes up for it: what is due is due.
  ///
  /// @param share one of so many parts of all messages
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
    String symbol = "SYM" + message % 16;
    int number = next(symbol);
    Tick tick =
        new Tick(
            InstrumentId.of(symbol),
            100,
            OptionalDouble.of(number),
            OptionalDouble.empty(),
            Samples.seen(Samples.NOON));
    publish(hub, MessageType.TICK, tick);
  }

  private void riskMetric(int message) {
    EngineType engine = LEGACY.get(message % SPEAKERS);
    String line = engine + "/" + message / SPEAKERS % KEYS;
    RiskMetric metric =
        new RiskMetric(
            line,
            "var",
            "historical",
            OptionalDouble.empty(),
            1,
            OptionalDouble.of(next(line)),
            "USD",
            true,
            "",
            Samples.NOON,
            true);
    publish(client(engine), MessageType.RISK_METRIC, metric);
  }

  private void performanceMetric(int message) {
    EngineType engine = DUAL.get(message % SPEAKERS);
    String line = engine + "/" + message / SPEAKERS % KEYS;
    PerformanceMetric metric =
        new PerformanceMetric(
            line, "load", OptionalDouble.of(next(line)), "count", Duration.ZERO, Samples.NOON);
    publish(client(engine), MessageType.PERFORMANCE_METRIC, metric);
  }

  private DualBusClient client(EngineType engine) {
    return java.util.Objects.requireNonNull(clients.get(engine));
  }

  private int next(String line) {
    return sent.merge(line, 1, Integer::sum);
  }

  private <P> void publish(DualBusClient from, MessageType<P> type, P payload) {
    from.publish(type, payload)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                failed.incrementAndGet();
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
  int failed() {
    return failed.get();
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
