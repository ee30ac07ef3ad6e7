package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.ChildJvm;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Thirteen readers take all four ways to values that change with every call, while the hub is
/// killed (kill -9 of its process) and started again, twice. Whatever they see, a version stands
/// for one value, and on no way does it go back.
class ConsistencyIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int READERS = 13;
  private static final int READS = 40;
  private static final int RESTARTS = 2;

  /// Prices of one hub; the next begins above them, as a market goes on.
  private static final int PRICES_OF_ONE = 10_000_000;

  private static final long SEED = Long.getLong("nautilus.consistency.seed", 20_261_127L);
  private static final List<InstrumentId> SYMBOLS =
      IntStream.range(0, 4).mapToObj(i -> InstrumentId.of("SYM" + i)).toList();

  private final AtomicReference<HubHttp> http = new AtomicReference<>();
  private final Map<String, Double> valueByVersion = new ConcurrentHashMap<>();
  private final Map<String, Long> newestByWay = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> readsByWay = new ConcurrentHashMap<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /// Starts a hub in a process of its own and waits until it answers.
  private Process hub(BusServers redis, Path folder, int number) throws IOException {
    int port = freePort();
    Process process =
        ChildJvm.start(
            ChangingHub.class,
            folder.resolve("hub-" + number + ".log"),
            Integer.toString(number * PRICES_OF_ONE),
            "--server.port=" + port,
            "--nautilus.bus.market-data-url=" + redis.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
            "--nautilus.hub.cache.lifetimes.quote=20ms",
            "--nautilus.hub.watch.enabled=false",
            // The bus brings a connection to Redis; nobody here wants repositories on it.
            "--spring.data.redis.repositories.enabled=false");
    HubHttp person = new HubHttp(port);
    await().atMost(SOON).ignoreExceptions().until(() -> person.json("/health").has("status"));
    http.set(person);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void saw(String reader, String way, String symbol, long version, double bid) {
    Double other = valueByVersion.putIfAbsent(symbol + "@" + version, bid);
    if (other != null && other != bid) {
      broken.add("%s %s: %s@%d is %s and %s".formatted(reader, way, symbol, version, other, bid));
    }
    Long before = newestByWay.put(reader + " " + way + " " + symbol, version);
    if (before != null && before > version) {
      broken.add("%s %s: %s went from %d to %d".formatted(reader, way, symbol, before, version));
    }
    readsByWay.computeIfAbsent(way, _ -> new AtomicInteger()).incrementAndGet();
  }

  private void saw(String reader, String way, MarketDatum datum) {
    if (datum instanceof Quote quote) {
      saw(
          reader,
          way,
          quote.instrument().value(),
          quote.provenance().version(),
          quote.bid().orElseThrow());
    }
  }

  private void read(String reader, MarketDataClient client, Random random) throws Exception {
    InstrumentId symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
    switch (random.nextInt(3)) {
      case 0 -> {
        JsonNode quote = http.get().json("/api/v1/quote/" + symbol);
        if (quote.has("bid")) {
          long version = quote.get("version").asLong();
          saw(reader, "rest", symbol.value(), version, quote.get("bid").asDouble());
        }
      }
      case 1 ->
          client
              .get(List.of(symbol), List.of(MessageType.QUOTE))
              .toCompletableFuture()
              .get()
              .answers()
              .forEach(answer -> answer.data().forEach(datum -> saw(reader, "bus", datum)));
      default -> client.latest(symbol).ifPresent(latest -> saw(reader, "near", latest.datum()));
    }
  }

  private void readOn(String reader, MarketDataClient client, Random random) {
    while (!over) {
      try {
        read(reader, client, random);
      } catch (IOException | ExecutionException e) {
        // The hub is away just now; another read will do.
        Thread.onSpinWait();
      } catch (Exception e) {
        broken.add(reader + ": " + e);
        return;
      }
    }
  }

  private void awaitReads() {
    Map<String, Integer> before = new ConcurrentHashMap<>();
    readsByWay.forEach((way, reads) -> before.put(way, reads.get()));
    await()
        .atMost(SOON)
        .until(
            () ->
                !broken.isEmpty()
                    || List.of("rest", "bus", "near", "subscription").stream()
                        .allMatch(way -> reads(way) >= before.getOrDefault(way, 0) + READS));
  }

  private int reads(String way) {
    AtomicInteger reads = readsByWay.get(way);
    return reads == null ? 0 : reads.get();
  }

  @Test
  void thirteenReaders_hubKilled_seeOneValueForAVersion_andNoneGoBack(@TempDir Path folder)
      throws Exception {
    Random seeds = new Random(SEED);
    List<Thread> threads = new ArrayList<>();
    List<MarketDataClient> open = new ArrayList<>();
    try (BusServers redis = BusServers.startAppendOnly();
        BusClients clients = new BusClients(redis)) {
      Process hub = hub(redis, folder, 0);
      try {
        for (int i = 0; i < READERS; i++) {
          String reader = "reader-" + i;
          MarketDataClient client =
              new MarketDataClient(
                  clients.client(new EngineType(reader), "one"), Duration.ofSeconds(2));
          open.add(client);
          client.subscribe(
              SYMBOLS, List.of(MessageType.QUOTE), datum -> saw(reader, "subscription", datum));
          Random random = new Random(seeds.nextLong());
          threads.add(Thread.ofVirtual().start(() -> readOn(reader, client, random)));
        }
        awaitReads();
        // Killed under load: answers given but not published, messages published but not answered.
        for (int restart = 1; restart <= RESTARTS; restart++) {
          hub.destroyForcibly().onExit().join();
          hub = hub(redis, folder, restart);
          awaitReads();
        }
        over = true;
        for (Thread thread : threads) {
          thread.join();
        }
        open.forEach(MarketDataClient::close);
        assertThat(hub.isAlive()).isTrue();
      } finally {
        hub.destroyForcibly().onExit().join();
      }
    }

    assertThat(broken).as("seed " + SEED).isEmpty();
    assertThat(valueByVersion.keySet().stream().map(ConsistencyIT::term).distinct())
        .as("every hub was read")
        .hasSizeGreaterThanOrEqualTo(1 + RESTARTS);
  }

  private static long term(String symbolAndVersion) {
    return Long.parseLong(symbolAndVersion.substring(symbolAndVersion.indexOf('@') + 1)) >> 40;
  }
}
