package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.HubProcess;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.Latest;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A data request over the MarketData bus for what the hub has in its cache, and a look into the
/// engine's own near cache.
final class BusSection {
  private static final int SYMBOLS = 500;
  private static final int PER_SECOND = 1_000;
  private static final int LOOKS = 5_000_000;
  private static final int ROUNDS = 7;
  private static final double MOST_MILLIS = 2;
  private static final double MOST_NANOS = 100;
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private BusSection() {}

  static List<Figure> figures(Duration length) {
    return withHub(
        client -> {
          askByPlan(client, Duration.ofSeconds(15));
          Histogram nanos = askByPlan(client, length);
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

  static List<Figure> nearCache() {
    return withHub(
        client -> {
          try (MarketDataClient data = MarketDataClient.builder(client).build()) {
            double nanos = look(data);
            return List.of(
                new Figure(
                    "latest(symbol), one of 500 followed",
                    String.format(Locale.ROOT, "%.0f ns", nanos),
                    "at most 100 ns",
                    Figure.Verdict.of(nanos <= MOST_NANOS)));
          }
        });
  }

  private interface Use {
    List<Figure> by(DualBusClient client) throws InterruptedException;
  }

  private static List<Figure> withHub(Use use) {
    try (RedisServer marketData = RedisServer.start(false);
        RedisServer engineLogic = RedisServer.start(true);
        HubProcess hub =
            HubProcess.start(
                "dev.nautilus.bench.hub.AnsweringHub",
                List.of(
                    "--nautilus.bus.market-data-url=redis://127.0.0.1:" + marketData.port(),
                    "--nautilus.bus.engine-logic-url=redis://127.0.0.1:" + engineLogic.port()));
        DualBusClient client =
            DualBusClient.builder(EngineType.RISK, "bench")
                .marketData("redis://127.0.0.1:" + marketData.port())
                .engineLogic("redis://127.0.0.1:" + engineLogic.port())
                .build()) {
      await(client, hub);
      return use.by(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private static List<InstrumentId> symbols() {
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
                  (_, failure) ->
                      nanos.recordValue(
                          failure == null
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

  /// The median of several rounds, after two that warm up.
  private static double look(MarketDataClient data) throws InterruptedException {
    List<InstrumentId> symbols = symbols();
    var followed = data.follow(symbols, List.of(MessageType.QUOTE));
    data.get(symbols, List.of(MessageType.QUOTE)).toCompletableFuture().join();
    if (symbols.stream().anyMatch(each -> data.latest(each).isEmpty())) {
      throw new BenchException("the near cache has not all symbols");
    }
    InstrumentId[] asked = symbols.toArray(InstrumentId[]::new);
    List<Double> rounds = new ArrayList<>();
    long versions = 0;
    int at = 0;
    for (int round = 0; round < ROUNDS + 2; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < LOOKS; i++) {
        Optional<Latest<Quote>> latest = data.latest(asked[at]);
        at = at + 1 < asked.length ? at + 1 : 0;
        versions += latest.isPresent() ? latest.get().version() : 0;
      }
      if (round >= 2) {
        rounds.add((System.nanoTime() - start) / (double) LOOKS);
      }
    }
    followed.close();
    if (versions == 0) {
      throw new BenchException("the near cache said nothing");
    }
    return rounds.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
  }
}
