package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.message.RiskAlert;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Clients that are set up otherwise than their bus.
@NautilusBusTest
class BusMetaIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RiskAlert ALERT = new RiskAlert("VAR_BREACH", 0.95);

  private static Object value(BusServers servers, String field) {
    return String.valueOf(servers.engineLogic().command("HGET", "el:meta", field));
  }

  private static DualBusClient client(BusClients clients, String instance, int partitions) {
    return clients.client(
        clients
            .builder(EngineType.RISK, instance)
            .options(BusClients.OPTIONS.toBuilder().partitions(partitions).build()));
  }

  @Test
  void meta_ofAnEmptyBus_isWrittenByWhoeverConnectsFirst(BusServers servers, BusClients clients) {
    assertThat(client(clients, "risk-1", 2).publish(MessageType.RISK_ALERT, ALERT))
        .succeedsWithin(PATIENCE);

    assertThat(List.of(value(servers, "partitions"), value(servers, "hash")))
        .containsExactly("2", "crc32c");
    assertThat(value(servers, "format")).isEqualTo("1");
    assertThat(client(clients, "risk-2", 2).publish(MessageType.RISK_ALERT, ALERT))
        .succeedsWithin(PATIENCE);
  }

  @Test
  void client_withOtherPartitions_canNeitherPublishNorSubscribe(
      BusServers servers, BusClients clients) {
    assertThat(client(clients, "risk-1", 2).publish(MessageType.RISK_ALERT, ALERT))
        .succeedsWithin(PATIENCE);
    DualBusClient other = client(clients, "risk-2", 4);

    // The first may still be taken before the server was met; it is refused all the same.
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(
              () -> other.publish(MessageType.RISK_ALERT, ALERT).toCompletableFuture().join())
          .havingCause()
          .isInstanceOfSatisfying(BusException.class, BusMetaIT::assertTeaches);
    }
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> other.subscribe(MessageType.RISK_ALERT, message -> {}))
        .satisfies(BusMetaIT::assertTeaches);
    assertThatExceptionOfType(BusException.class)
        .isThrownBy(() -> other.offer(MessageType.RISK_ALERT, ALERT, Priority.URGENT))
        .satisfies(BusMetaIT::assertTeaches);
    assertThat(other.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.DOWN);
    assertThat(other.health(Bus.ENGINE_LOGIC).detail()).contains("partitions 2");
    assertThat(servers.engineLogic().command("XLEN", "{el:risk:0}:express")).isIn(0L, 1L);
  }

  private static void assertTeaches(BusException e) {
    assertThat(e.reason()).isEqualTo(BusException.Reason.UNUSABLE_SERVER);
    assertThat(e).hasMessageContaining("partitions 2").hasMessageContaining("has 4");
    assertThat(e).hasMessageContaining("el:meta");
  }

  @Test
  void client_refused_isTakenOnceTheBusIsSetUpItsWay(BusServers servers, BusClients clients) {
    servers.engineLogic().command("HSET", "el:meta", "partitions", "4");
    DualBusClient risk = client(clients, "risk-1", 1);
    await()
        .atMost(PATIENCE)
        .until(() -> risk.health(Bus.ENGINE_LOGIC).detail().contains("partitions 4"));

    servers.engineLogic().command("HSET", "el:meta", "partitions", "1");

    await()
        .atMost(PATIENCE)
        .until(() -> risk.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.UP);
    assertThat(risk.publish(MessageType.RISK_ALERT, ALERT)).succeedsWithin(PATIENCE);
  }
}
