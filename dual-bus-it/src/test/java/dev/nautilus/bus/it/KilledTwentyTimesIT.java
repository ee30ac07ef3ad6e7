package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The durable bus dies again and again under load, as by `kill -9`; no client is restarted.
@LongFault
@NautilusBusTest(appendOnly = true)
class KilledTwentyTimesIT {
  private static final Logger LOG = LoggerFactory.getLogger(KilledTwentyTimesIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KILLS = 20;
  private static final int PER_SECOND = 20_000;
  private static final int BETWEEN_KILLS = 30_000;
  private static final int MOST = PER_SECOND * 180;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "twenty.pulled", Numbered.class).keyedBy(Numbered::key);

  @Test
  void engineLogic_killedTwentyTimesUnderLoad_nothingConfirmedIsLostDoubledOrOutOfOrder(
      BusServers servers, BusClients clients) {
    Tally tally = new Tally();
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    reader.subscribe(PULLED, tally);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    try (Paced paced = new Paced(writer, PULLED, PER_SECOND, MOST)) {
      for (int kill = 0; kill < KILLS; kill++) {
        paced.awaitMoreConfirmed(BETWEEN_KILLS, PATIENCE);
        servers.engineLogic().kill();
        servers.engineLogic().restart();
      }
      paced.awaitMoreConfirmed(BETWEEN_KILLS, PATIENCE);

      int published = paced.stop(PATIENCE);
      tally.assertHolds(paced, PATIENCE);
      int confirmed = paced.count(End.CONFIRMED);
      LOG.info(
          "{} offered, {} confirmed, {} not sent, {} unknown, {} delivered, {} duplicates dropped",
          published,
          confirmed,
          paced.count(End.NOT_SENT),
          paced.count(End.OUTCOME_UNKNOWN),
          tally.count(),
          reader.statistics(Bus.ENGINE_LOGIC).duplicates());
      assertThat(confirmed).isGreaterThanOrEqualTo(KILLS * BETWEEN_KILLS);
      assertThat(writer.statistics(Bus.ENGINE_LOGIC).reconnects()).isGreaterThanOrEqualTo(KILLS);
    }
  }
}
