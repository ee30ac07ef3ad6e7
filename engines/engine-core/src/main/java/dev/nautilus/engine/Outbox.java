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
}
