package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/// Both buses stand still for longer than a command may take (SIGSTOP): connections stay open,
/// requests are in them, and what was asked before and again after is all served when they go on.
@LongFault
@NautilusBusTest(appendOnly = true)
class LongPauseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int PER_SECOND = 1_000;
  private static final int MOST = PER_SECOND * 120;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "pause.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "pause.pushed", Numbered.class).keyedBy(Numbered::key);

  @Test
  void bothBuses_pausedTenSecondsUnderLoad_everyPublishCompletesAndArrivesOnceInOrder(
      BusServers servers, BusClients clients) {
    Tally pulled = new Tally();
    Tally pushed = new Tally();
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    reader.subscribe(PULLED, pulled);
    reader.subscribe(PUSHED, pushed);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    try (Paced pulling = new Paced(writer, PULLED, PER_SECOND, MOST);
        Paced pushing = new Paced(writer, PUSHED, PER_SECOND, MOST)) {
      pulling.awaitMoreConfirmed(PER_SECOND, PATIENCE);
      pushing.awaitMoreConfirmed(PER_SECOND, PATIENCE);
      servers.engineLogic().pause();
      servers.marketData().pause();
      await().pollDelay(PAUSE).atMost(PATIENCE).until(() -> true);
      servers.engineLogic().resume();
      servers.marketData().resume();
      pulling.awaitMoreConfirmed(PER_SECOND, PATIENCE);
      pushing.awaitMoreConfirmed(PER_SECOND, PATIENCE);

      int pulledOnes = pulling.stop(PATIENCE);
      int pushedOnes = pushing.stop(PATIENCE);
      pulled.assertHolds(pulling, PATIENCE);
      pushed.assertHolds(pushing, PATIENCE);
      assertThat(pulling.count(End.CONFIRMED)).as("nothing was given up").isEqualTo(pulledOnes);
      assertThat(pushing.count(End.CONFIRMED)).as("nothing was given up").isEqualTo(pushedOnes);
      assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
    }
  }
}
