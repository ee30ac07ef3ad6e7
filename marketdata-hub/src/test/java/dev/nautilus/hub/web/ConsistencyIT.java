package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.io.IOException;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Thirteen readers take all four ways to values that change with every call, while the hub is
/// stopped and another one started. Whatever they see, a version stands for one value, and on no
/// way does it go back.
class ConsistencyIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int READERS = 13;
  private static final int READS = 40;
  private static final long SEED = Long.getLong("nautilus.consistency.seed", 20_261_127L);
  private static final List<InstrumentId> SYMBOLS =
      IntStream.range(0, 4).mapToObj(i -> InstrumentId.of("SYM" + i)).toList();

  private final AtomicInteger said = new AtomicInteger();
  private final AtomicReference<HubHttp> http = new AtomicReference<>();
  private final Map<String, Double> valueByVersion = new ConcurrentHashMap<>();
  private final Map<String, Long> newestByWay = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> readsByWay = new ConcurrentHashMap<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private ConfigurableApplicationContext hub(BusServers redis) {
    ConfigurableApplicationContext hub =
        new SpringApplicationBuilder(FakeHub.class)
            .properties("spring.config.name=marketdata-hub")
            .run(
                "--server.port=0",
                "--nautilus.bus.market-data-url=" + redis.marketData().url(),
                "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
                "--nautilus.hub.cache.lifetimes.quote=20ms",
                "--nautilus.hub.watch.enabled=false",
                // The bus brings a connection to Redis; nobody here wants repositories on it.
                "--spring.data.redis.repositories.enabled=false");
    hub.getBean("vendor", FakeVendor.class).answering(this::changing);
    http.set(
        new HubHttp(hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
    return hub;
  }

  private VendorReply changing(VendorQuery query) {
    List<MarketDatum> data = new ArrayList<>();
    for (InstrumentId instrument : query.instruments()) {
      int number = said.incrementAndGet();
      data.add(quote(instrument.value(), number, NOON.plusMillis(number)));
    }
    return new VendorReply.Data(data, false);
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
  void thirteenReaders_hubRestarted_seeOneValueForAVersion_andNoneGoBack() throws Exception {
    Random seeds = new Random(SEED);
    List<Thread> threads = new ArrayList<>();
    List<MarketDataClient> open = new ArrayList<>();
    try (BusServers redis = BusServers.startAppendOnly();
        BusClients clients = new BusClients(redis)) {
      ConfigurableApplicationContext first = hub(redis);
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
      first.close();
      try (ConfigurableApplicationContext second = hub(redis)) {
        awaitReads();
        over = true;
        for (Thread thread : threads) {
          thread.join();
        }
        open.forEach(MarketDataClient::close);
        assertThat(second.isRunning()).isTrue();
      }
    }

    assertThat(broken).as("seed " + SEED).isEmpty();
    assertThat(valueByVersion.keySet().stream().map(ConsistencyIT::term).distinct())
        .as("both hubs were read")
        .hasSizeGreaterThanOrEqualTo(2);
  }

  private static long term(String symbolAndVersion) {
    return Long.parseLong(symbolAndVersion.substring(symbolAndVersion.indexOf('@') + 1)) >> 40;
  }
}
