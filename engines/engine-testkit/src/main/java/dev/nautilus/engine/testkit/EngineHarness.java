package dev.nautilus.engine.testkit;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.Question;
import dev.nautilus.message.DataResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs an engine on the caller's thread, without a bus, Spring or a clock:
///
/// ```java
/// EngineHarness engine = EngineHarness.of(definition);
/// engine.send(MessageType.QUOTE, quote);
/// assertThat(engine.outbox().single(MessageType.RISK_ALERT).threshold()).isEqualTo(0.95);
/// ```
///
/// As in the real thing, a reaction that throws has emitted nothing; here it also throws at the
/// test.
public final class EngineHarness {
  private static final Instant START = Instant.parse("2026-01-05T14:30:00Z");
  private static final EngineType SENDER = new EngineType("harness");

  private EngineDefinition definition;
  private final @Nullable Mortality mortality;
  private final RecordingOutbox outbox = new RecordingOutbox();
  private Instant now = START;
  private long sent;

  private EngineHarness(EngineDefinition definition, @Nullable Mortality mortality) {
    this.definition = definition;
    this.mortality = mortality;
  }

  /// Starts an engine; give each harness a definition of its own.
  public static EngineHarness of(EngineDefinition definition) {
    return new EngineHarness(definition, null);
  }

  /// Starts an engine that dies after every so many messages. Another one takes up the state that
  /// was saved last and hears again what came after it; what it says then must be, byte for byte,
  /// what the dead one has said. Whatever does not come from a stream (history, a timer, a
  /// question) is saved at once.
  ///
  /// @param newEngine makes an engine with state of its own
  /// @param messagesPerSave messages between two saves, 1 or more
  /// @param messagesPerLife messages between two deaths, 1 or more
  public static EngineHarness dying(
      Supplier<EngineDefinition> newEngine, int messagesPerSave, int messagesPerLife) {
    Mortality mortality = new Mortality(newEngine, messagesPerSave, messagesPerLife);
    return new EngineHarness(mortality.born(), mortality);
  }

  /// Lets the engine hear a message.
  ///
  /// @throws IllegalArgumentException when it does not hear the type
  public <P> EngineHarness send(MessageType<P> type, P payload) {
    Message<P> message = new Message<>(type, payload, envelope(type, payload));
    run("the reaction to " + type.name(), () -> definition.react(message, outbox));
    if (mortality != null) {
      definition = mortality.heard(definition, message, outbox);
    }
    return this;
  }

  /// Answers every backfill and has the engine learn it, in the declared order.
  public EngineHarness warmUp(Function<Backfill, DataResponse> hub) {
    definition.backfills().forEach(backfill -> learn(backfill, hub.apply(backfill)));
    return this;
  }

  /// Has the engine learn one answer.
  public EngineHarness learn(Backfill backfill, DataResponse answer) {
    run("the reaction to history", () -> definition.learn(backfill, answer, outbox));
    return saved();
  }

  private EngineHarness saved() {
    if (mortality != null) {
      mortality.save(definition, outbox);
    }
    return this;
  }

  /// Lets time pass and runs every timer once, whatever its period.
  public EngineHarness tick(Duration passed) {
    now = now.plus(passed);
    definition.timers().forEach(timer -> run("a timer", () -> definition.tick(timer, now, outbox)));
    return saved();
  }

  /// Asks a question as a controller does.
  public <R> R ask(Question<R> question) {
    List<R> answer = new ArrayList<>();
    run("a question", () -> answer.add(definition.answer(question, outbox)));
    saved();
    return answer.getFirst();
  }

  /// What the engine has emitted.
  public RecordingOutbox outbox() {
    return outbox;
  }

  /// What the engine shows of its state now.
  ///
  /// @throws ClassCastException when it shows something else
  public <V> V snapshotView(Class<V> type) {
    return type.cast(definition.view());
  }

  private <P> Envelope envelope(MessageType<P> type, P payload) {
    sent++;
    now = now.plusMillis(1);
    return new Envelope(
        new MessageId("harness", 1, sent),
        SENDER,
        "harness-1",
        now,
        type.defaultPriority(),
        type.keyOf(payload),
        null,
        null,
        null,
        null,
        false,
        false);
  }

  private EngineHarness run(String what, Step step) {
    int before = outbox.size();
    try {
      step.run();
    } catch (RuntimeException e) {
      outbox.cutTo(before);
      throw e;
    } catch (Exception e) {
      outbox.cutTo(before);
      throw new IllegalStateException(what + " of " + definition.type() + " failed", e);
    }
    return this;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
