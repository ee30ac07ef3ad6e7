package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.HubProcess;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bench.hub.TradingMix.Ask;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Freshness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Thirteen engines that ask one hub over the bus by a plan, while each follows its quotes.
final class TradingHour implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(45);
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final double ENOUGH = 0.98;

  /// What a request may take at p99.
  static final Duration SLOW = Duration.ofMillis(8);

  private static final long LONGEST = Duration.ofMinutes(1).toNanos();

  private final TradingMix mix;
  private final HubProcess hub;
  private final Map<String, Long> slow = new ConcurrentHashMap<>();
  private final Map<String, DualBusClient> buses = new LinkedHashMap<>();
  private final Map<String, MarketDataClient> engines = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /// What was seen.
  ///
  /// @param asked questions, answered with data or not
  /// @param nanos from when each was meant to be asked to its answer; a minute where there was none
  /// @param hitRate served without a call of its own, of all answered with data, by the hub's count
  /// @param slow how many took longer than [#SLOW], by type
  /// @param unanswered how many of them came back without data, by type and reason
  record Result(
      long asked,
      double seconds,
      Histogram nanos,
      double hitRate,
      Map<String, Long> slow,
      Map<String, Long> unanswered) {}

  TradingHour(TradingMix mix, HubProcess hub, RedisServer marketData, RedisServer engineLogic) {
    this.mix = mix;
    this.hub = hub;
    for (String name : mix.engines()) {
      DualBusClient bus =
          DualBusClient.builder(new EngineType(name), name + "-bench")
              .marketData("redis://127.0.0.1:" + marketData.port())
              .engineLogic("redis://127.0.0.1:" + engineLogic.port())
              .build();
      buses.put(name, bus);
      engines.put(name, MarketDataClient.builder(bus).timeout(PATIENCE).build());
    }
  }

  /// Follows all symbols and waits until nearly all have a quote; then asks for a while.
  void warmUp(int rate, long seed) {
    for (MarketDataClient each : engines.values()) {
      var _ = each.follow(mix.symbols(), List.of(MessageType.QUOTE));
    }
    MarketDataClient first = engines.values().iterator().next();
    long limit = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    while (System.nanoTime() - limit < 0 && known(first) < ENOUGH * TradingMix.SYMBOLS) {
      LockSupport.parkNanos(500_000_000);
    }
    CompletableFuture.allOf(
            mix.round(mix.engines().getFirst()).stream()
                .map(this::ask)
                .toArray(CompletableFuture[]::new))
        .exceptionally(_ -> null)
        .join();
    var _ = ask(rate, SHORT, seed + 1, new ConcurrentHashMap<>());
  }

  private long known(MarketDataClient client) {
    return mix.symbols().stream().filter(each -> client.latest(each).isPresent()).count();
  }

  Result play(HubBench.Options options) {
    long[] before = counts();
    Map<String, Long> unanswered = new ConcurrentHashMap<>();
    slow.clear();
    Histogram nanos = ask(options.rate(), options.length(), options.seed(), unanswered);
    long[] after = counts();
    double served = (double) after[0] - before[0];
    double called = (double) after[1] - before[1];
    return new Result(
        nanos.getTotalCount(),
        options.length().toNanos() / 1e9,
        nanos,
        served / (served + called),
        new TreeMap<>(slow),
        new TreeMap<>(unanswered));
  }

  private CompletableFuture<DataResponse> ask(Ask ask) {
    MarketDataClient engine = engines.get(ask.engine());
    if (engine == null) {
      throw new BenchException("there is no engine " + ask.engine());
    }
    return engine.get(ask.request()).toCompletableFuture();
  }

  private Histogram ask(int rate, Duration length, long seed, Map<String, Long> unanswered) {
    ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST, 3);
    SplittableRandom random = new SplittableRandom(seed);
    long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
    long total = rate * length.toSeconds();
    for (long i = 0; i < total; i++) {
      Ask next = mix.next(random);
      long meant = start + (long) (i * 1e9 / rate);
      for (long wait = meant - System.nanoTime(); wait > 0; wait = meant - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      var _ =
          ask(next)
              .whenComplete(
                  (response, failure) -> {
                    String why = failure == null ? refusal(response) : "FAILED";
                    long taken = System.nanoTime() - meant;
                    if (taken > SLOW.toNanos()) {
                      slow.merge(next.type(), 1L, Long::sum);
                    }
                    nanos.recordValue(why.isEmpty() ? Math.min(LONGEST, taken) : LONGEST);
                    if (!why.isEmpty()) {
                      unanswered.merge(next.type() + " " + why, 1L, Long::sum);
                    }
                  });
    }
    long limit = System.nanoTime() + 2 * PATIENCE.toNanos();
    while (nanos.getTotalCount() < total && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(5_000_000);
    }
    return nanos;
  }

  /// Why there are no data; empty when there are.
  private static String refusal(DataResponse response) {
    return response.answers().stream()
        .filter(answer -> answer.freshness() == Freshness.REFUSED)
        .map(answer -> String.valueOf(answer.refusal()))
        .findFirst()
        .orElse("");
  }

  /// What the hub has served and called since its start.
  private long[] counts() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1/cache"))
              .build();
      JsonNode report =
          JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
      long[] sums = new long[2];
      report
          .path("types")
          .forEach(
              type -> {
                sums[0] += type.path("served").asLong();
                sums[1] += type.path("called").asLong();
              });
      return sums;
    } catch (IOException e) {
      throw new BenchException("the hub does not say how its cache does", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    engines.values().forEach(MarketDataClient::close);
    buses.values().forEach(DualBusClient::close);
    http.close();
  }
}
