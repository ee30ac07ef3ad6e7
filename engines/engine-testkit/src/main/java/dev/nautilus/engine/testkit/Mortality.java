package dev.nautilus.engine.testkit;

import dev.nautilus.bus.Message;
import dev.nautilus.engine.EngineDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// How often an engine dies, and what is left of it when it does.
final class Mortality {
  private final Supplier<EngineDefinition> newEngine;
  private final int messagesPerSave;
  private final int messagesPerLife;
  private final List<Message<?>> unsaved = new ArrayList<>();
  private byte[] state = new byte[0];
  private int saidBefore;
  private int heard;

  Mortality(Supplier<EngineDefinition> newEngine, int messagesPerSave, int messagesPerLife) {
    if (messagesPerSave < 1 || messagesPerLife < 1) {
      throw new IllegalArgumentException(
          "messages per save and life must be 1 or more, were %d and %d"
              .formatted(messagesPerSave, messagesPerLife));
    }
    this.newEngine = newEngine;
    this.messagesPerSave = messagesPerSave;
    this.messagesPerLife = messagesPerLife;
  }

  /// The first of them.
  EngineDefinition born() {
    EngineDefinition engine = newEngine.get();
    state = engine.save();
    return engine;
  }

  void save(EngineDefinition engine, RecordingOutbox said) {
    state = engine.save();
    saidBefore = said.size();
    unsaved.clear();
  }

  /// An engine has heard a message.
  ///
  /// @return the engine that lives now
  EngineDefinition heard(EngineDefinition engine, Message<?> message, RecordingOutbox said) {
    heard++;
    unsaved.add(message);
    EngineDefinition living = heard % messagesPerLife == 0 ? successor(said) : engine;
    if (heard % messagesPerSave == 0) {
      save(living, said);
    }
    return living;
  }

  private EngineDefinition successor(RecordingOutbox said) {
    EngineDefinition engine = newEngine.get();
    engine.load(state);
    RecordingOutbox again = new RecordingOutbox();
    for (Message<?> message : unsaved) {
      int before = again.size();
      try {
        engine.react(message, again);
      } catch (Exception e) {
        // It threw at the dead one too, which emitted nothing either.
        again.cutTo(before);
      }
    }
    List<String> expected = said.lines().subList(saidBefore, said.size());
    if (!again.lines().equals(expected) || !Arrays.equals(again.bytes(), said.bytes(saidBefore))) {
      throw new AssertionError(
          "after a crash %s must say the same again:\n  %s\nbut said%s"
              .formatted(engine.type(), String.join("\n  ", expected), again));
    }
    return engine;
  }
}
