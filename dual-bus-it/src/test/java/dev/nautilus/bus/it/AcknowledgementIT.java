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
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Acknowledgements travel on another connection than reads, which may break alone.
@LongFault
@NautilusBusTest
class AcknowledgementIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOST = Duration.ofSeconds(3);
  private static final String STREAM = "{el:signals:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "ack.pulled", Numbered.class).keyedBy(Numbered::key);

  private static long pending(BusServers servers) {
    Object summary = servers.engineLogic().command("XPENDING", STREAM, "risk");
    return summary instanceof List<?> fields && fields.get(0) instanceof Long count ? count : -1;
  }

  @Test
  void acknowledgement_whileItsConnectionIsAway_isSentWhenThereIsOneAgain(
      BusServers servers, BusClients clients) throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger handled = new AtomicInteger();
    try (CutRelay way = new CutRelay("127.0.0.1", servers.engineLogic().port())) {
      DualBusClient reader =
          clients.client(clients.builder(EngineType.RISK, "risk-1").engineLogic(way.url()));
      reader.subscribe(
          PULLED,
          message -> {
            inHand.countDown();
            goOn.await();
            handled.incrementAndGet();
          });
      assertThat(clients.client(EngineType.HUB, "hub-1").publish(PULLED, new Numbered("a", 1)))
          .succeedsWithin(PATIENCE);
      inHand.await();
      way.refuseAllButReaders();
      await()
          .atMost(PATIENCE)
          .until(() -> reader.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.DOWN);

      goOn.countDown();
      // Long enough for the first attempt to fail.
      await().pollDelay(LOST).atMost(PATIENCE).until(() -> handled.get() == 1);
      way.heal();

      await().atMost(PATIENCE).until(() -> pending(servers) == 0);
      assertThat(handled).hasValue(1);
    }
  }
}
