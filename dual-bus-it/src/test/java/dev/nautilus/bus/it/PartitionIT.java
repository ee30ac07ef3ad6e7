package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A family over several streams: every message arrives, and in order per key.
@NautilusBusTest
class PartitionIT {
  private static final int PARTITIONS = 4;
  private static final int KEYS = 40;
  private static final int EACH = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().partitions(PARTITIONS).build();

  private static final MessageType<Step> PUSHED =
      MessageType.event(Family.APP, "partition.pushed", Step.class).keyedBy(Step::key);
  private static final MessageType<Step> PULLED =
      MessageType.event(Family.SIGNALS, "partition.pulled", Step.class).keyedBy(Step::key);

  record Step(String key, int number) {}

  @Test
  void messages_ofManyKeys_spreadOverAllStreamsAndKeepTheirOrder(
      BusServers servers, BusClients clients) {
    DualBusClient reader = client(clients, EngineType.RISK, "risk-1");
    DualBusClient writer = client(clients, EngineType.ML, "ml-1");
    for (MessageType<Step> type : List.of(PUSHED, PULLED)) {
      Recorder<Step> seen = Recorder.on(reader, type);
      publishAll(writer, type);

      seen.await(KEYS * EACH, PATIENCE);
      for (int k = 0; k < KEYS; k++) {
        String key = "key-" + k;
        assertThat(seen.payloads().stream().filter(step -> step.key().equals(key)))
            .extracting(Step::number)
            .containsExactlyElementsOf(IntStream.range(0, EACH).boxed().toList());
      }
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(length(servers.marketData(), "{md:app:" + partition + "}")).isPositive();
      assertThat(length(servers.engineLogic(), "{el:signals:" + partition + "}")).isPositive();
    }
  }

  private static DualBusClient client(BusClients clients, EngineType engine, String instance) {
    return clients.client(clients.builder(engine, instance).options(OPTIONS));
  }

  private static void publishAll(DualBusClient writer, MessageType<Step> type) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      for (int k = 0; k < KEYS; k++) {
        all.add(writer.publish(type, new Step("key-" + k, i)).toCompletableFuture());
      }
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }

  private static long length(RedisServer redis, String stream) {
    return redis.command("XLEN", stream) instanceof Long entries ? entries : -1;
  }
}
