package dev.nautilus.bench.load;

import dev.nautilus.bus.EngineMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/// The process that measures what migrating saves: thirteen engines by the pattern that is
/// replaced, then over the buses, at the same rate; then the round trip from strategy to risk, with
/// risk on the buses and with risk on main Redis. For the last a hub with its bridge must run.
public final class MigrationMain {
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(20);

  private MigrationMain() {}

  /// The command line for [#main].
  ///
  /// @param main port of main Redis, on loopback
  /// @param marketData port of the MarketData bus
  /// @param engineLogic port of the Engine Logic bus
  /// @param rate messages a second, all engines together
  /// @param warmupSeconds before each measurement
  /// @param seconds of each
  /// @param outcome file the [MigrationOutcome] is written to, as JSON
  public record Task(
      int main,
      int marketData,
      int engineLogic,
      int rate,
      double warmupSeconds,
      double seconds,
      Path outcome) {
    /// As words.
    public List<String> words() {
      return List.of(
          Integer.toString(main),
          Integer.toString(marketData),
          Integer.toString(engineLogic),
          Integer.toString(rate),
          Double.toString(warmupSeconds),
          Double.toString(seconds),
          outcome.toString());
    }

    static Task of(String[] words) {
      return new Task(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          Double.parseDouble(words[4]),
          Double.parseDouble(words[5]),
          Path.of(words[6]));
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

  private static MigrationOutcome measure(Task task) {
    MigrationOutcome.Phase after;
    MigrationOutcome.Phase inMemory = polling(task, "no");
    MigrationOutcome.Phase before = polling(task, "yes");
    try (MigratingFleet fleet = new BusFleet(task.marketData(), task.engineLogic(), task.rate())) {
      after = watch(task, fleet);
    }
    return new MigrationOutcome(
        task.rate(),
        inMemory,
        before,
        after,
        roundTrip(task, EngineMode.DUAL),
        roundTrip(task, EngineMode.LEGACY));
  }

  /// @param appendOnly whether main keeps on disk what is written, as its `appendonly` says it
  private static MigrationOutcome.Phase polling(Task task, String appendOnly) {
    try (RespSocket main = new RespSocket(task.main())) {
      main.send("CONFIG", "SET", "appendonly", appendOnly);
      main.ok();
    }
    try (MigratingFleet fleet = new PollingFleet(task.main(), task.rate())) {
      return watch(task, fleet);
    }
  }

  private static String roundTrip(Task task, EngineMode risk) {
    try (PreTrade preTrade = new PreTrade(task, risk)) {
      var _ = preTrade.roundTrips(task.warmupSeconds());
      Histogram measured = preTrade.roundTrips(task.seconds());
      ByteBuffer bytes = ByteBuffer.allocate(measured.getNeededByteBufferCapacity());
      int length = measured.encodeIntoCompressedByteBuffer(bytes);
      return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
  }

  private static MigrationOutcome.Phase watch(Task task, MigratingFleet fleet) {
    try (ServerCpu main = new ServerCpu(task.main());
        ServerCpu marketData = new ServerCpu(task.marketData());
        ServerCpu engineLogic = new ServerCpu(task.engineLogic());
        RespSocket clients = new RespSocket(task.main())) {
      pause(task.warmupSeconds());
      long sent = fleet.sent();
      long delivered = fleet.delivered();
      double[] cpu = {main.seconds(), marketData.seconds(), engineLogic.seconds()};
      long began = System.nanoTime();
      pause(task.seconds());
      double seconds = (System.nanoTime() - began) / 1e9;
      double[] after = {main.seconds(), marketData.seconds(), engineLogic.seconds()};
      long sentMeanwhile = fleet.sent() - sent;
      long deliveredMeanwhile = fleet.delivered() - delivered;
      clients.send("CLIENT", "LIST");
      int connections = (int) clients.bulkText().lines().filter(line -> !line.isBlank()).count();
      fleet.stopSending();
      return new MigrationOutcome.Phase(
          seconds,
          sentMeanwhile,
          deliveredMeanwhile,
          missing(fleet),
          (after[0] - cpu[0]) / seconds,
          (after[1] - cpu[1]) / seconds,
          (after[2] - cpu[2]) / seconds,
          // Without the two that ask here.
          connections - 2);
    }
  }

  private static long missing(MigratingFleet fleet) {
    long limit = System.nanoTime() + DRAIN_NANOS;
    while (fleet.delivered() < fleet.sent() && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(5_000_000);
    }
    return fleet.sent() - fleet.delivered();
  }

  private static void pause(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
