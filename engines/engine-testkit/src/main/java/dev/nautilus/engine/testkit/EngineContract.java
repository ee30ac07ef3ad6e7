package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.engine.EngineDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every engine promises. The test of an engine extends this, says how a new one is made, and
/// plays a scenario in which the engine says everything it can say.
public abstract class EngineContract {
  /// For implementors.
  protected EngineContract() {}

  /// Makes a new engine with state of its own.
  protected abstract EngineDefinition newEngine();

  /// Lets an engine warm up and hear what makes it emit each type it declares. Always the same.
  protected abstract void play(EngineHarness engine);

  /// The smallest message of a type; override for a type whose record refuses the generic one.
  protected <P> P smallest(MessageType<P> type) {
    return Samples.smallest(type.payload());
  }

  @Test
  void newEngine_twice_sharesNoState() {
    EngineHarness played = EngineHarness.of(newEngine());
    EngineHarness untouched = EngineHarness.of(newEngine());
    String before = JsonText.payload(untouched.snapshotView(Object.class));
    play(played);
    assertThat(JsonText.payload(untouched.snapshotView(Object.class))).isEqualTo(before);
  }

  @Test
  void scenario_played_emitsEveryDeclaredTypeAndNoOther() {
    EngineDefinition engine = newEngine();
    EngineHarness harness = EngineHarness.of(engine);
    play(harness);
    Set<String> declared =
        engine.emits().stream()
            .map(MessageType::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> emitted =
        harness.outbox().all().stream()
            .map(each -> each.type().name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(emitted).as("types emitted by the scenario").isEqualTo(declared);
  }

  @Test
  void scenario_playedTwice_emitsTheSameBytes() {
    EngineHarness first = EngineHarness.of(newEngine());
    EngineHarness second = EngineHarness.of(newEngine());
    play(first);
    play(second);
    assertThat(second.outbox().lines()).isEqualTo(first.outbox().lines());
    assertThat(second.outbox().bytes()).isEqualTo(first.outbox().bytes());
    assertThat(JsonText.payload(second.snapshotView(Object.class)))
        .isEqualTo(JsonText.payload(first.snapshotView(Object.class)));
  }

  @Test
  void view_takenBeforeTheScenario_doesNotChange() {
    EngineHarness harness = EngineHarness.of(newEngine());
    Object view = harness.snapshotView(Object.class);
    String before = JsonText.payload(view);
    play(harness);
    assertThat(JsonText.payload(view)).as("a view is immutable").isEqualTo(before);
  }

  @TestFactory
  Stream<DynamicTest> smallestMessage_ofEachTypeHeard_isTaken() {
    return newEngine().hears().stream()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () -> {
                      EngineHarness cold = EngineHarness.of(newEngine());
                      EngineHarness warm = EngineHarness.of(newEngine());
                      play(warm);
                      List<String> before = warm.outbox().lines();
                      sendSmallest(cold, type);
                      sendSmallest(warm, type);
                      assertThat(warm.outbox().lines()).startsWith(before.toArray(String[]::new));
                    }));
  }

  @Test
  void scenario_afterSmallestMessagesTwice_stillEmitsEveryType() {
    EngineDefinition engine = newEngine();
    EngineHarness harness = EngineHarness.of(engine);
    for (MessageType<?> type : engine.hears()) {
      sendSmallest(harness, type);
      sendSmallest(harness, type);
    }
    harness.outbox().clear();
    play(harness);
    for (MessageType<?> type : engine.emits()) {
      assertThat(harness.outbox().of(type)).as(type.name()).isNotEmpty();
    }
  }

  private <P> void sendSmallest(EngineHarness engine, MessageType<P> type) {
    engine.send(type, smallest(type));
  }
}
