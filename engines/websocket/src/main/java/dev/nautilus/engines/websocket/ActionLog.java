package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Who did what to the fleet from the console: a line in the log, and a row of the channel
/// `actions` that every console shows. Safe for many threads.
final class ActionLog {
  private static final Logger log = LoggerFactory.getLogger(ActionLog.class);

  private final RunningEngine engine;
  private final ChannelBook book;
  private final InstantSource clock;

  /// Something an operator did.
  ///
  /// @param caller who, as the settings name the token
  /// @param what `move`, `abort` or `replay`
  /// @param subject the engine, or the queue of the letter
  /// @param detail what exactly
  /// @param outcome how it ended, a sentence
  record Action(String caller, String what, String subject, String detail, String outcome) {}

  ActionLog(RunningEngine engine, ChannelBook book, InstantSource clock) {
    this.engine = engine;
    this.book = book;
    this.clock = clock;
  }

  void add(Action action) {
    log.info(
        "Console: {} asked for {} of {} ({}): {}",
        action.caller(),
        action.what(),
        action.subject(),
        action.detail(),
        action.outcome());
    Instant at = clock.instant();
    ObjectNode row =
        JsonNodeFactory.instance
            .objectNode()
            .put("caller", action.caller())
            .put("what", action.what())
            .put("subject", action.subject())
            .put("detail", action.detail())
            .put("outcome", action.outcome())
            .put("at", at.toString());
    TopicKey key = new TopicKey(action.subject(), action.what());
    try {
      var _ =
          engine.ask(
              outbox -> {
                book.note(OperatorChannels.ACTIONS, key, row, at);
                return true;
              });
    } catch (EngineException e) {
      log.warn("The console does not show this action: {}", e.getMessage());
    }
  }

  /// Somebody without the right token tried.
  ///
  /// @param remote address of whoever did
  void refused(String what, String remote, String why) {
    log.warn("Console: {} from {} refused: {}", what, remote, why);
  }
}
