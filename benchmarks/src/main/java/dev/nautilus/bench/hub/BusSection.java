package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.HubProcess;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A data request over the MarketData bus for what the hub has in its cache.
final class BusSection {
  private static final int SYMBOLS = 500;
  private static final int PER_SECOND = 1_000;
  private static final double MOST_MILLIS = 2;
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Two JVMs compile the way of a question on the cores that it is measured on.
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private BusSection() {}

  static List<Figure> figures(Duration length) {
    return withHub(
        pair -> {
          askByPlan(pair.client(), WARM_UP);
          Histogram nanos = askByPlan(pair.client(), length);
          double millis = nanos.getValueAtPercentile(99) / 1e6;
          return List.of(
              new Figure(
                  "p99 of a request at 1,000/s",
                  String.format(Locale.ROOT, "%.2f ms", millis),
                  "at most 2 ms",
                  Figure.Verdict.of(millis <= MOST_MILLIS)),
              Figure.aside(
                  "mean, p50 and p99.9",
                  String.format(
                      Locale.ROOT,
                      "%.2f, %.2f and %.2f ms",
                      nanos.getMean() / 1e6,
                      nanos.getValueAtPercentile(50) / 1e6,
                      nanos.getValueAtPercentile(99.9) / 1e6)));
        });
  }

  /// A hub that answers, and an engine that asks it.
  ///
  /// @param marketData where the MarketData bus is
  /// @param engineLogic where the Engine Logic bus is
  record Pair(DualBusClient client, String marketData, String engineLogic) {}

  /// What is measured between the two.
  interface Use {
    List<Figure> by(Pair pair) throws InterruptedException;
  }

  static List<Figure> withHub(Use use) {
    try (RedisServer marketData = RedisServer.start(false);
        RedisServer engineLogic = RedisServer.start(true)) {
      return withHub(
          "redis://127.0.0.1:" + marketData.port(), "redis://127.0.0.1:" + engineLogic.port(), use);
    }
  }

  private static List<Figure> withHub(String marketData, String engineLogic, Use use) {
    try (HubProcess hub =
            HubProcess.start(
                "dev.nautilus.bench.hub.AnsweringHub",
                List.of(
                    "--nautilus.bus.market-data-url=" + marketData,
                    "--nautilus.bus.engine-logic-url=" + engineLogic));
        DualBusClient client =
            DualBusClient.builder(EngineType.RISK, "bench")
                .marketData(marketData)
                .engineLogic(engineLogic)
                .build()) {
      await(client, hub);
      return use.by(new Pair(client, marketData, engineLogic));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  static List<InstrumentId> symbols() {
    return IntStream.range(0, SYMBOLS).mapToObj(i -> InstrumentId.of("S" + i)).toList();
  }

  private static DataRequest question(InstrumentId symbol) {
    return new DataRequest(List.of(symbol), List.of("quote"), null, null, null, 0);
  }

  /// Until the hub has joined the bus its answers do not come.
  private static void await(DualBusClient client, HubProcess hub) {
    for (int i = 0; i < 30; i++) {
      try {
        var _ =
            client
                .request(
                    MessageType.DATA_REQUEST,
                    question(InstrumentId.of("S0")),
                    Duration.ofSeconds(1))
                .toCompletableFuture()
                .get(2, TimeUnit.SECONDS);
        return;
      } catch (Exception notYet) {
        LockSupport.parkNanos(100_000_000);
      }
    }
    throw new BenchException(
        "the hub on port %d does not answer over the bus".formatted(hub.port()));
  }

  private static boolean isAnswered(DataResponse response) {
    return response.answers().stream().noneMatch(each -> each.freshness() == Freshness.REFUSED);
  }

  private static Histogram askByPlan(DualBusClient client, Duration length)
      throws InterruptedException {
    ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST, 3);
    List<InstrumentId> symbols = symbols();
    long start = System.nanoTime() + Duration.ofMillis(20).toNanos();
    long total = PER_SECOND * length.toSeconds();
    for (long i = 0; i < total; i++) {
      long meant = start + i * (1_000_000_000L / PER_SECOND);
      for (long wait = meant - System.nanoTime(); wait > 0; wait = meant - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      var _ =
          client
              .request(
                  MessageType.DATA_REQUEST, question(symbols.get((int) (i % SYMBOLS))), PATIENCE)
              .whenComplete(
                  (reply, failure) ->
                      nanos.recordValue(
                          failure == null && isAnswered(reply.payload())
                              ? Math.min(LONGEST, System.nanoTime() - meant)
                              : LONGEST));
    }
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (nanos.getTotalCount() < total && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(5_000_000);
    }
    if (nanos.getTotalCount() < total) {
      throw new BenchException(
          "%d of %d requests have no answer".formatted(total - nanos.getTotalCount(), total));
    }
    return nanos;
  }
}
