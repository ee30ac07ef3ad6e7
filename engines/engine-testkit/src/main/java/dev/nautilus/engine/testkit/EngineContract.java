package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.engine.EngineDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  /// For engines that keep a state; the others have nothing to show here.
  @TestFactory
  Stream<DynamicTest> scenario_engineDiesAgainAndAgain_isAsIfItHadNot() {
    if (newEngine().state().isEmpty()) {
      return Stream.empty();
    }
    return IntStream.rangeClosed(1, 3)
        .boxed()
        .flatMap(save -> Stream.of(1, 2, 5).map(life -> new int[] {2 * save - 1, life}))
        .map(
            each ->
                dynamicTest(
                    "saved every %d, dead after %d".formatted(each[0], each[1]),
                    () -> assertSurvives(each[0], each[1])));
  }

  private void assertSurvives(int messagesPerSave, int messagesPerLife) {
    EngineHarness undisturbed = EngineHarness.of(newEngine());
    EngineHarness dying = EngineHarness.dying(this::newEngine, messagesPerSave, messagesPerLife);
    play(undisturbed);
    play(dying);
    assertThat(dying.outbox().lines()).isEqualTo(undisturbed.outbox().lines());
    assertThat(dying.outbox().bytes()).isEqualTo(undisturbed.outbox().bytes());
    assertThat(JsonText.payload(dying.snapshotView(Object.class)))
        .isEqualTo(JsonText.payload(undisturbed.snapshotView(Object.class)));
  }

  @Test
  void state_sameScenario_isTheSameBytesAndComesBackWhole() {
    if (newEngine().state().isEmpty()) {
      return;
    }
    byte[] first = played().save();
    assertThat(played().save()).as("same input, same state").isEqualTo(first);
    EngineDefinition successor = newEngine();
    successor.load(first);
    assertThat(successor.save()).as("what comes back").isEqualTo(first);
  }

  private EngineDefinition played() {
    EngineDefinition engine = newEngine();
    play(EngineHarness.of(engine));
    return engine;
  }

  @Test
  void state_cutOff_isRefused() {
    if (newEngine().state().isEmpty()) {
      return;
    }
    byte[] whole = played().save();
    for (int parts = 0; parts < 8; parts++) {
      byte[] part = Arrays.copyOf(whole, whole.length * parts / 8);
      assertThatThrownBy(() -> newEngine().load(part))
          .as("%d of %d bytes", part.length, whole.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private <P> void sendSmallest(EngineHarness engine, MessageType<P> type) {
    engine.send(type, smallest(type));
  }
}
