package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.message.RiskAlert;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// An engine that keeps its state, ended and started again on one bus.
class StateRestartTest {
  private final InMemoryBroker broker = InMemoryBroker.threaded();

  private static EngineDefinition counter(AtomicLong count, int version, String shape) {
    return EngineDefinition.named("counter")
        .on(MessageType.RISK_ALERT, (message, outbox) -> count.incrementAndGet())
        .keeps(
            StateCodec.of(
                version, shape, out -> out.whole(count.get()), in -> count.set(in.whole())))
        .build();
  }

  private EngineRig started(EngineDefinition definition, EngineProperties.Misfit misfit) {
    EngineRig rig = new EngineRig(definition, broker, misfit);
    rig.host.start();
    return rig;
  }

  private void countTo(long number) {
    AtomicLong count = new AtomicLong();
    EngineRig rig = started(counter(count, 1, "count"), EngineProperties.Misfit.FAIL);
    rig.awaitState(EngineState.READY);
    for (long i = 0; i < number; i++) {
      rig.outside.publish(MessageType.RISK_ALERT, new RiskAlert("A", i));
    }
    await().until(() -> count.get() == number);
    rig.host.stop();
    rig.inside.close();
  }

  @Test
  void state_cleanEnd_isThereAtTheNextStart() {
    countTo(3);
    AtomicLong count = new AtomicLong();
    EngineRig rig = started(counter(count, 1, "count"), EngineProperties.Misfit.FAIL);
    rig.awaitState(EngineState.READY);
    assertThat(count).hasValue(3);
    rig.close();
  }

  @Test
  void state_otherVersion_isRefusedWithWhatToDo() {
    countTo(3);
    EngineRig rig = started(counter(new AtomicLong(), 2, "count"), EngineProperties.Misfit.FAIL);
    rig.awaitState(EngineState.FAILED);
    assertThat(rig.parts.progress().stage().reason())
        .contains("its version must be 2, was 1")
        .contains("misfit=FRESH");
    assertThat(rig.parts.meters().counted(EngineMeter.STATE_REFUSED)).containsEntry("misfit", 1L);
    rig.close();
  }

  @Test
  void state_otherShapeMayBeginAfresh_doesAndLaysItAside() {
    countTo(3);
    AtomicLong count = new AtomicLong();
    EngineRig rig = started(counter(count, 1, "sum"), EngineProperties.Misfit.FRESH);
    rig.awaitState(EngineState.READY);
    assertThat(count).hasValue(0);
    rig.close();
  }

  @Test
  void state_anotherInstanceOfTheName_endsTheOneBefore() {
    EngineRig older = started(counter(new AtomicLong(), 1, "count"), EngineProperties.Misfit.FAIL);
    older.awaitState(EngineState.READY);
    EngineRig younger =
        started(counter(new AtomicLong(), 1, "count"), EngineProperties.Misfit.FAIL);
    younger.awaitState(EngineState.READY);
    older.awaitState(EngineState.FAILED);
    assertThat(older.parts.progress().stage().reason()).contains("taken over the state");
    younger.host.stop();
    older.close();
  }

  @Test
  void state_tooLarge_isNotSavedAndCounted() {
    EngineDefinition large =
        EngineDefinition.named("large")
            .on(MessageType.RISK_ALERT, (message, outbox) -> {})
            .keeps(
                StateCodec.of(
                    1,
                    "noise",
                    out -> new SplittableRandom(1).longs(3_000_000).forEach(out::whole),
                    in -> {}))
            .build();
    EngineRig rig = started(large, EngineProperties.Misfit.FAIL);
    rig.awaitState(EngineState.READY);
    assertThat(rig.parts.meters().counted(EngineMeter.STATE_UNSAVED)).containsKey("too large");
    assertThat(rig.inside.stateVault().read()).isEmpty();
    rig.close();
  }

  @Test
  void savedState_comesBackAsItWas() {
    SavedState state =
        new SavedState(
            "counter",
            3,
            "count",
            Instant.EPOCH,
            Map.of("{el:risk:0}", "5-1"),
            Map.of(),
            Map.of("s", new MessageId("s", 7, 9)),
            ByteBuffer.wrap(new byte[] {1}),
            ByteBuffer.wrap(new byte[] {2, 3}));
    SavedState again = SavedState.decode(state.encode());
    assertThat(again).isEqualTo(state);
  }

  @Test
  void savedState_damaged_isRefused() {
    assertThatThrownBy(() -> SavedState.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }
}
