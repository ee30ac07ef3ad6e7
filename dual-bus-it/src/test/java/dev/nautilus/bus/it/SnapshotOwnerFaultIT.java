package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.SnapshotPartial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of a snapshot when its owner fails, dies, or the stream has a hole.
@NautilusBusTest
class SnapshotOwnerFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final SubscriptionOptions SNAPSHOT = SubscriptionOptions.DEFAULTS.withSnapshot();
  private static final int KEYS = 40;

  /// Rows of 100 KB, so that forty of them take several frames.
  private static MessageType<Numbered> large(Consumer<Numbered> beforeEncoding) {
    return MessageType.state(Family.APP, "fault.large", Numbered.class)
        .keyedBy(Numbered::key)
        .encodedBy(new Padded(beforeEncoding));
  }

  private record Padded(Consumer<Numbered> before) implements PayloadCodec<Numbered> {
    @Override
    public byte[] encode(Numbered payload) {
      before.accept(payload);
      String text = payload.key() + ' ' + payload.number() + ' ';
      return (text + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Numbered decode(ByteBuffer body) {
      String[] words = StandardCharsets.UTF_8.decode(body).toString().split(" ", -1);
      return new Numbered(words[0], Integer.parseInt(words[1]));
    }
  }

  private static List<Numbered> rows(int number) {
    return IntStream.range(0, KEYS).mapToObj(i -> new Numbered("k" + i, number)).toList();
  }

  private static Map<String, Integer> join(DualBusClient bus, MessageType<Numbered> type) {
    Map<String, Integer> view = new ConcurrentHashMap<>();
    var subscription =
        bus.subscribe(type, m -> view.put(m.payload().key(), m.payload().number()), SNAPSHOT);
    assertThat(subscription.type()).isEqualTo(type);
    return view;
  }

  private static void assertAll(Map<String, Integer> view, int number) {
    await().atMost(PATIENCE).until(() -> view.size() == KEYS);
    assertThat(view.values()).containsOnly(number);
  }

  @Test
  void owner_failsInTheMiddleOfItsRows_isAskedAgain(BusClients clients) {
    AtomicInteger calls = new AtomicInteger();
    DualBusClient owner = clients.client(EngineType.HUB, "hub-1");
    owner.provideSnapshots(
        large(
            row -> {
              if (row.key().equals("k30") && calls.get() == 1) {
                throw new IllegalStateException("of the test");
              }
            }),
        () -> {
          calls.incrementAndGet();
          return rows(1);
        });
    DualBusClient bus = clients.client(EngineType.RISK, "risk-1");
    Recorder<SnapshotPartial> partial = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);

    assertAll(join(bus, large(row -> {})), 1);

    assertThat(calls.get()).isEqualTo(2);
    assertThat(partial.payloads()).isEmpty();
    assertThat(owner.statistics(Bus.MARKET_DATA).failed()).isEqualTo(1);
  }

  @Test
  void owner_diesInTheMiddleOfItsRows_theRestComesFromTheStream(BusClients clients)
      throws Exception {
    DualBusClient publisher = clients.client(EngineType.HUB, "hub-1");
    for (Numbered row : rows(1)) {
      publisher.publish(large(each -> {}), row).toCompletableFuture().get();
    }
    DualBusClient owner = clients.client(EngineType.HUB, "hub-2");
    owner.provideSnapshots(
        large(
            row -> {
              if (row.key().equals("k30")) {
                owner.close();
              }
            }),
        () -> rows(1));
    DualBusClient bus = clients.client(EngineType.RISK, "risk-1");
    Recorder<SnapshotPartial> partial = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);
    MessageType<Numbered> type = large(row -> {});

    Map<String, Integer> view = join(bus, type);

    SnapshotPartial said = partial.await(1, PATIENCE).get(0).payload();
    assertThat(said.reason()).isEqualTo("OWNER_LOST");
    assertThat(said.rows()).isEqualTo(KEYS);
    assertAll(view, 1);
    publisher.publish(type, new Numbered("k3", 2));
    await().atMost(PATIENCE).until(() -> view.getOrDefault("k3", 0) == 2);
  }

  @Test
  void owner_supplierFails_stateComesFromTheStream(BusClients clients) throws Exception {
    DualBusClient owner = clients.client(EngineType.HUB, "hub-1");
    MessageType<Numbered> type = large(row -> {});
    owner.publish(type, new Numbered("k0", 1)).toCompletableFuture().get();
    owner.provideSnapshots(
        type,
        () -> {
          throw new IllegalStateException("of the test");
        });
    DualBusClient bus = clients.client(EngineType.RISK, "risk-1");
    Recorder<SnapshotPartial> partial = Recorder.on(bus, MessageType.SNAPSHOT_PARTIAL);

    Map<String, Integer> view = join(bus, type);

    assertThat(partial.await(1, PATIENCE).get(0).payload().reason()).isEqualTo("OWNER_LOST");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(view).isEqualTo(Map.of("k0", 1)));
    assertThat(owner.statistics(Bus.MARKET_DATA).failed()).isEqualTo(2);
  }

  @Test
  void joiner_whatWasPublishedWhileItJoined_comesOnceAfterTheRows(BusClients clients) {
    MessageType<Numbered> type =
        MessageType.state(Family.APP, "fault.plain", Numbered.class).keyedBy(Numbered::key);
    DualBusClient owner = clients.client(EngineType.HUB, "hub-1");
    Map<String, Numbered> newest = new ConcurrentHashMap<>();
    owner.provideSnapshots(type, newest::values);
    List<Numbered> seen = new ArrayList<>();
    Map<String, Integer> view = new ConcurrentHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Numbered next = new Numbered("k" + i % 100, i);
      newest.put(next.key(), next);
      owner.publish(type, next);
      if (i == 5_000) {
        var subscription =
            clients
                .client(EngineType.RISK, "risk-1")
                .subscribe(
                    type,
                    m -> {
                      seen.add(m.payload());
                      view.put(m.payload().key(), m.payload().number());
                    },
                    SNAPSHOT);
        assertThat(subscription.type()).isEqualTo(type);
      }
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, Integer> truth = new HashMap<>();
              newest.forEach((key, value) -> truth.put(key, value.number()));
              assertThat(view).isEqualTo(truth);
            });
    assertThat(seen.size()).isLessThanOrEqualTo(15_200);
  }

  @Test
  void gap_inTheStream_isHealedByANewSnapshot(BusServers servers, BusClients clients) {
    MessageType<Numbered> type =
        MessageType.state(Family.APP, "fault.healed", Numbered.class).keyedBy(Numbered::key);
    Map<String, Numbered> newest = new ConcurrentHashMap<>(Map.of("b", new Numbered("b", 1)));
    clients.client(EngineType.HUB, "hub-1").provideSnapshots(type, newest::values);
    DualBusClient bus = clients.client(EngineType.RISK, "risk-1");
    Recorder<DataGap> gaps = Recorder.on(bus, MessageType.DATA_GAP);
    Map<String, Integer> view = join(bus, type);
    await().atMost(PATIENCE).until(() -> view.equals(Map.of("b", 1)));
    ForgedPublisher publisher = new ForgedPublisher(servers.marketData(), type);
    publisher.publish(1, 2);
    await().atMost(PATIENCE).until(() -> view.equals(Map.of("b", 1, "a", 2)));

    newest.put("b", new Numbered("b", 3));
    newest.put("a", new Numbered("a", 6));
    publisher.publish(6, 1);

    gaps.await(1, PATIENCE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(view).isEqualTo(Map.of("b", 3, "a", 6)));
  }
}
