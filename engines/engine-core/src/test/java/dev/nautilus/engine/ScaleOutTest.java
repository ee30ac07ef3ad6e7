package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.StateVault;
import dev.nautilus.bus.testkit.InMemoryBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which engines may work in several instances at once, and what the others do.
class ScaleOutTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static EngineDefinition.Builder engine() {
    return EngineDefinition.named("desk").on(MessageType.RISK_ALERT, (message, outbox) -> {});
  }

  private static EngineRig rig(EngineDefinition definition, InMemoryBroker broker) {
    return new EngineRig(definition, broker, EngineProperties.Misfit.FAIL);
  }

  /// Another instance that works.
  private static StateVault working(InMemoryBroker broker) {
    StateVault other = broker.connect(engine().build().type(), "desk-9").stateVault();
    assertThat(other.claim(LONG)).isEmpty();
    return other;
  }

  @Test
  void instance_ofAnEngineWithNothingButTheMessageInHand_worksBesideOthers() {
    InMemoryBroker broker = InMemoryBroker.threaded();
    working(broker);
    try (EngineRig rig = rig(engine().build(), broker)) {
      rig.host.start();
      rig.awaitState(EngineState.READY);
    }
  }

  @Test
  void instance_ofAnEngineWithATimer_standsByUntilTheOtherLeaves() {
    assertStandsBy(engine().every(LONG, (now, outbox) -> {}).build());
  }

  @Test
  void instance_ofAnEngineThatHearsWhatIsPushed_standsByUntilTheOtherLeaves() {
    assertStandsBy(engine().on(MessageType.QUOTE, (message, outbox) -> {}).build());
  }

  @Test
  void instance_ofAnEngineThatKeepsItsState_standsByUntilTheOtherLeaves() {
    assertStandsBy(engine().keeps(StateCodec.of(1, "nothing", out -> {}, in -> {})).build());
  }

  private static void assertStandsBy(EngineDefinition definition) {
    InMemoryBroker broker = InMemoryBroker.threaded();
    StateVault other = working(broker);
    try (EngineRig rig = rig(definition, broker)) {
      rig.host.start();
      await()
          .atMost(LONG)
          .until(() -> rig.parts.progress().stage().reason().contains("standing by"));
      assertThat(rig.host.isReady()).isFalse();

      other.close();

      rig.awaitState(EngineState.READY);
    }
  }
}
