package dev.nautilus.bench.load;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// The process with idle engines: each subscribes to a pushed and to a pulled type, publishes once
/// on both buses, and then has nothing to do. The servers say what that costs them.
public final class IdleMain {
  private static final int ENGINES = 13;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// What follows the last message: first heartbeats, the JIT compiler, connections made late.
  private static final double SETTLING_SECONDS = 8;

  private IdleMain() {}

  /// The command line for [#main].
  ///
  /// @param marketData port of its server, on loopback
  /// @param engineLogic port of its server
  /// @param empty port of a server that nobody uses
  /// @param seconds how long is measured
  /// @param outcome file the [IdleOutcome] is written to, as JSON
  public record Task(int marketData, int engineLogic, int empty, double seconds, Path outcome) {
    /// As words.
    public List<String> words() {
      return List.of(
          Integer.toString(marketData),
          Integer.toString(engineLogic),
          Integer.toString(empty),
          Double.toString(seconds),
          outcome.toString());
    }

    static Task of(String[] words) {
      return new Task(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Double.parseDouble(words[3]),
          Path.of(words[4]));
    }
  }

  /// Measures once and writes the outcome.
  public static void main(String[] args) {
    try {
      Task task = Task.of(args);
      JsonMapper.shared().writeValue(task.outcome().toFile(), measure(task));
    } catch (RuntimeException e) {
      LoadMain.fail(e);
    }
    System.exit(0);
  }

  private static IdleOutcome measure(Task task) {
    List<DualBusClient> engines = new ArrayList<>();
    AtomicLong delivered = new AtomicLong();
    try {
      for (int i = 0; i < ENGINES; i++) {
        DualBusClient engine = engine(task, i);
        engines.add(engine);
        engine.subscribe(MessageType.QUOTE, message -> delivered.incrementAndGet());
        engine.subscribe(DualBusContender.QUOTE_OF_A_TEAM, message -> delivered.incrementAndGet());
      }
      for (DualBusClient engine : engines) {
        engine.publish(MessageType.QUOTE, Payload.quote(1)).toCompletableFuture().join();
        engine
            .publish(DualBusContender.QUOTE_OF_A_TEAM, Payload.quote(1))
            .toCompletableFuture()
            .join();
      }
      await(delivered, 2L * ENGINES * ENGINES);
      return watch(task);
    } finally {
      engines.forEach(DualBusClient::close);
    }
  }

  private static DualBusClient engine(Task task, int index) {
    return DualBusClient.builder(new EngineType("idle-" + index), "bench")
        .marketData("redis://" + Contender.HOST + ":" + task.marketData())
        .engineLogic("redis://" + Contender.HOST + ":" + task.engineLogic())
        .build();
  }

  private static void await(AtomicLong delivered, long all) {
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (delivered.get() < all) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException(
            "idle engines got %d of %d messages".formatted(delivered.get(), all));
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static IdleOutcome watch(Task task) {
    try (ServerSight marketData = new ServerSight(task.marketData());
        ServerSight engineLogic = new ServerSight(task.engineLogic());
        ServerSight empty = new ServerSight(task.empty())) {
      pause(SETTLING_SECONDS);
      List<ServerSight> all = List.of(marketData, engineLogic, empty);
      List<ServerSight.View> from = all.stream().map(ServerSight::view).toList();
      pause(task.seconds());
      List<ServerSight.View> to = all.stream().map(ServerSight::view).toList();
      return new IdleOutcome(
          ENGINES,
          (to.getFirst().nanos() - from.getFirst().nanos()) / 1e9,
          server(marketData, from.get(0), to.get(0)),
          server(engineLogic, from.get(1), to.get(1)),
          share(from.get(2), to.get(2)));
    }
  }

  private static IdleOutcome.Server server(
      ServerSight sight, ServerSight.View from, ServerSight.View to) {
    Map<String, Long> calls = new TreeMap<>(to.calls());
    from.calls().forEach((command, before) -> calls.merge(command, -before, Long::sum));
    calls.values().removeIf(count -> count == 0);
    return new IdleOutcome.Server(
        share(from, to),
        sight.readers(),
        calls,
        to.sentBytes() - from.sentBytes(),
        to.reads() - from.reads());
  }

  private static double share(ServerSight.View from, ServerSight.View to) {
    return (to.cpuSeconds() - from.cpuSeconds()) / ((to.nanos() - from.nanos()) / 1e9);
  }

  private static void pause(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
