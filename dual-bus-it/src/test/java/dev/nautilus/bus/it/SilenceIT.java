package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.SourceResumed;
import dev.nautilus.message.SourceSilent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Publishers of market data that say nothing more, and those that only have nothing to say.
@NautilusBusTest
class SilenceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Three heartbeats, a quarter of a second, and as much again for a busy machine.
  private static final Duration SOON = Duration.ofSeconds(8);

  private static final String STREAM = "{md:app:0}";
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "silence.pushed", Numbered.class).keyedBy(Numbered::key);

  @Test
  void publisher_killed_isSilentAndItsSuccessorIsHeard(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<SourceSilent> silent = Recorder.on(reader, MessageType.SOURCE_SILENT);
    Recorder<SourceResumed> resumed = Recorder.on(reader, MessageType.SOURCE_RESUMED);
    Recorder<Numbered> seen = Recorder.on(reader, PUSHED);
    try (ChildJvm child =
        ChildJvm.start(
            Talker.class,
            folder.resolve("log"),
            servers.marketData().url(),
            servers.engineLogic().url())) {
      seen.await(3, PATIENCE);

      child.kill();
    }
    SourceSilent news = silent.await(1, SOON).get(0).payload();
    assertThat(news.stream()).isEqualTo(STREAM);
    assertThat(news.engine()).isEqualTo("hub");
    assertThat(news.instance()).isEqualTo("hub-1");
    assertThat(news.lastSequence()).isEqualTo(3);
    assertThat(news.silentFor()).isBetween(Duration.ofMillis(3250), SOON);
    BusHealth health = reader.health(Bus.MARKET_DATA);
    assertThat(health.status()).isEqualTo(BusHealth.Status.DEGRADED);
    assertThat(health.detail()).contains("hub hub-1 silent on");
    assertThat(reader.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);

    publish(clients.client(EngineType.HUB, "hub-1"), 4);

    SourceResumed back = resumed.await(1, PATIENCE).get(0).payload();
    assertThat(back.instance()).isEqualTo("hub-1");
    assertThat(back.publisher()).isNotEqualTo(news.publisher());
    assertThat(back.silentFor()).isGreaterThanOrEqualTo(news.silentFor());
    assertThat(reader.health(Bus.MARKET_DATA).status()).isEqualTo(BusHealth.Status.UP);
    assertThat(silent.messages()).hasSize(1);
  }

  @Test
  void server_frozen_everyPublisherIsSilentUntilItThaws(BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<SourceSilent> silent = Recorder.on(reader, MessageType.SOURCE_SILENT);
    Recorder<SourceResumed> resumed = Recorder.on(reader, MessageType.SOURCE_RESUMED);
    Recorder<Numbered> seen = Recorder.on(reader, PUSHED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 1);
    seen.await(1, PATIENCE);

    servers.marketData().pause();
    silent.await(1, SOON);
    // Its PING finds nobody either.
    await()
        .atMost(PATIENCE)
        .until(() -> reader.health(Bus.MARKET_DATA).detail().contains("PING is not answered"));
    servers.marketData().resume();

    resumed.await(1, PATIENCE);
    publish(writer, 2);
    seen.await(2, PATIENCE);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    assertThat(reader.statistics(Bus.MARKET_DATA).reconnects()).isPositive();
  }

  @Test
  void publisher_idle_isNotSilentAndAddsNothingToItsStream(BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<SourceSilent> silent = Recorder.on(reader, MessageType.SOURCE_SILENT);
    Recorder.on(reader, PUSHED);
    publish(clients.client(EngineType.HUB, "idle"), 1);
    publish(clients.client(EngineType.HUB, "closed"), 2).close();
    Object published = calls(servers, "publish");

    // Longer than the patience of the reader: the clock of all this is the one that beats.
    await().atMost(PATIENCE).until(() -> (Long) calls(servers, "publish") - (Long) published >= 6);

    assertThat(silent.messages()).isEmpty();
    assertThat(reader.health(Bus.MARKET_DATA).status()).isEqualTo(BusHealth.Status.UP);
    assertThat(servers.marketData().command("XLEN", STREAM)).isEqualTo(2L);
  }

  @Test
  void frame_publishedWhileNobodyListened_comesWithoutAnotherMessage(
      BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> seen = Recorder.on(reader, PUSHED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, 1);
    seen.await(1, PATIENCE);

    // Nobody listens while it is pushed; nothing is published after it.
    servers.marketData().command("CLIENT", "KILL", "TYPE", "pubsub");
    publish(writer, 2);

    seen.await(2, PATIENCE);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
  }

  private static Object calls(BusServers servers, String command) {
    String stats = String.valueOf(servers.marketData().command("INFO", "commandstats"));
    return stats
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .map(line -> Long.valueOf(line.replaceAll(".*:calls=(\\d+).*", "$1")))
        .findFirst()
        .orElse(0L);
  }

  private static DualBusClient publish(DualBusClient bus, int number) {
    assertThat(bus.publish(PUSHED, new Numbered("a", number))).succeedsWithin(PATIENCE);
    return bus;
  }

  /// Publishes three messages and stays.
  static final class Talker {
    private Talker() {}

    public static void main(String[] arguments) throws InterruptedException {
      DualBusClient bus =
          DualBusClient.builder(EngineType.HUB, "hub-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(BusClients.OPTIONS)
              .build();
      for (int number = 1; number <= 3; number++) {
        publish(bus, number);
      }
      Thread.currentThread().join();
    }
  }
}
