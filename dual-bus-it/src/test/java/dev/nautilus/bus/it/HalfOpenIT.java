package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that stay open and carry nothing any more: no reset tells either side. They are
/// noticed by what is not answered, and others take their place.
@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class HalfOpenIT {
  /// A command may take 7 s, three heartbeats 3.25 s; the rest is for a busy machine.
  private static final Duration NOTICED = Duration.ofSeconds(25);

  private static final String STREAM = "{el:signals:0}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MESSAGES = 200;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "half.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "half.pushed", Numbered.class).keyedBy(Numbered::key);

  private CutRelay pulledWay;
  private CutRelay pushedWay;

  @BeforeEach
  void connect(BusServers servers) {
    pulledWay = new CutRelay("127.0.0.1", servers.engineLogic().port());
    pushedWay = new CutRelay("127.0.0.1", servers.marketData().port());
  }

  @AfterEach
  void disconnect() {
    pulledWay.close();
    pushedWay.close();
  }

  private DualBusClient behindTheRelay(BusClients clients, EngineType engine) {
    return clients.client(
        DualBusClient.builder(engine, "relayed-1")
            .marketData(pushedWay.url())
            .engineLogic(pulledWay.url())
            .options(BusClients.OPTIONS));
  }

  private static void publish(DualBusClient bus, int from, int to) {
    for (int number = from; number < to; number++) {
      Numbered payload = new Numbered("key-" + number % 3, number);
      assertThat(bus.publish(PULLED, payload)).succeedsWithin(PATIENCE);
      assertThat(bus.publish(PUSHED, payload)).succeedsWithin(PATIENCE);
    }
  }

  /// What was handled on a connection that is given up is acknowledged on its successor.
  private static void awaitNothingPending(BusServers servers) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                servers.engineLogic().command("XPENDING", STREAM, "risk") instanceof List<?> fields
                    && Long.valueOf(0).equals(fields.get(0)));
  }

  private static void assertAll(Recorder<Numbered> recorder) {
    recorder.await(MESSAGES, NOTICED);
    assertThat(recorder.payloads())
        .extracting(Numbered::number)
        .containsExactlyElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
  }

  @Test
  @LongFault
  void subscriber_readsFromAHalfOpenConnection_itIsNoticedAndAllComesInOrder(
      BusServers servers, BusClients clients) {
    DualBusClient reader = behindTheRelay(clients, EngineType.RISK);
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 0, MESSAGES / 2);
    pulled.await(MESSAGES / 2, PATIENCE);

    pulledWay.swallowReaders();
    publish(writer, MESSAGES / 2, MESSAGES);

    assertAll(pulled);
    assertThat(reader.statistics(Bus.ENGINE_LOGIC).reconnects()).isPositive();
    awaitNothingPending(servers);
  }

  @Test
  @LongFault
  void subscriber_halfOpen_isNoticedAndGetsAllInOrder(BusServers servers, BusClients clients) {
    DualBusClient reader = behindTheRelay(clients, EngineType.RISK);
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 0, MESSAGES / 2);
    pulled.await(MESSAGES / 2, PATIENCE);
    pushed.await(MESSAGES / 2, PATIENCE);

    pulledWay.swallowOpen();
    pushedWay.swallowOpen();
    publish(writer, MESSAGES / 2, MESSAGES);

    assertAll(pulled);
    assertAll(pushed);
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
    assertThat(reader.statistics(Bus.MARKET_DATA).reconnects()).isPositive();
    assertThat(reader.statistics(Bus.ENGINE_LOGIC).reconnects()).isPositive();
    awaitNothingPending(servers);
  }

  @Test
  @LongFault
  void publisher_halfOpen_isNoticedAndEverythingArrivesOnce(BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);
    DualBusClient writer = behindTheRelay(clients, EngineType.HUB);
    publish(writer, 0, MESSAGES / 2);

    pulledWay.swallowOpen();
    pushedWay.swallowOpen();
    publish(writer, MESSAGES / 2, MESSAGES);

    assertAll(pulled);
    assertAll(pushed);
    assertThat(writer.statistics(Bus.ENGINE_LOGIC).reconnects()).isPositive();
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
  }

  @Test
  @LongFault
  void network_awayAndBack_healthSaysSoAndNothingIsLost(BusServers servers, BusClients clients) {
    DualBusClient reader = behindTheRelay(clients, EngineType.RISK);
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 0, MESSAGES / 2);
    pulledWay.swallow();
    pushedWay.swallow();
    publish(writer, MESSAGES / 2, MESSAGES);

    await()
        .atMost(NOTICED)
        .until(
            () ->
                reader.health(Bus.MARKET_DATA).status() != BusHealth.Status.UP
                    && reader.health(Bus.ENGINE_LOGIC).status() != BusHealth.Status.UP);
    pulledWay.heal();
    pushedWay.heal();

    assertAll(pulled);
    assertAll(pushed);
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
    awaitNothingPending(servers);
  }

  /// What a relay cannot play, because its own system answers for it: a peer that is gone is found
  /// by the keepalive probes of the operating system, after 5 s of silence.
  @Test
  void connections_idle_haveAKeepaliveTimerOfFiveSeconds(BusServers servers, BusClients clients) {
    Path sockets = Path.of("/proc/net/tcp");
    assumeThat(sockets).as("the table of sockets that Linux has").isReadable();
    DualBusClient client = clients.client(EngineType.RISK, "risk-1");
    Recorder.on(client, PULLED);
    Recorder.on(client, PUSHED);

    for (int port : List.of(servers.marketData().port(), servers.engineLogic().port())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(timers(sockets, port))
                      .hasSizeGreaterThanOrEqualTo(2)
                      .allMatch(timer -> timer.matches("02:00000[01][0-9A-F]{2}")));
    }
  }

  /// Kind and remaining time, in hundredths of a second, of the timers of established connections
  /// to a port. Kind 2 is keepalive.
  private static List<String> timers(Path sockets, int port) {
    String remote = String.format("0100007F:%04X", port);
    try {
      return Files.readAllLines(sockets).stream()
          .map(line -> List.of(line.trim().split("\\s+")))
          .filter(field -> field.get(2).equals(remote) && field.get(3).equals("01"))
          .map(field -> field.get(5))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
