package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;

/// Where a reaction puts what it has to say. Nothing leaves before the reaction has succeeded.
/// Valid during the reaction and on its thread only.
public interface Outbox {
  /// Emits at the type's own urgency.
  ///
  /// @throws IllegalArgumentException when the engine did not declare that it emits the type
  default <P> void emit(MessageType<P> type, P payload) {
    emit(type, payload, type.defaultPriority());
  }

  /// Emits with another urgency.
  ///
  /// @throws IllegalArgumentException when the engine did not declare that it emits the type
  <P> void emit(MessageType<P> type, P payload, Priority priority);

  /// Asks the hub for past data while the engine runs: to fill what was missed. The answer goes to
  /// the reaction that the definition gave to `warmUp`, on the engine thread, in its turn. When the
  /// hub does not answer nothing comes, and that is counted: who needs the answer asks again.
  void ask(Backfill backfill);
}
