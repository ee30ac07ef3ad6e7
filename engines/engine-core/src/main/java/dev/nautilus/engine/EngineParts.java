package dev.nautilus.engine;

import dev.nautilus.bus.Family;

/// What the loop, the host and the pages of one engine share.
///
/// @param definition what the engine is
/// @param mailbox what it still has to do
/// @param meters what it has done
/// @param mishaps what went wrong
/// @param progress how far it is
record EngineParts(
    EngineDefinition definition,
    Mailbox mailbox,
    EngineMeters meters,
    Mishaps mishaps,
    Progress progress) {

  /// Whether several instances may work at once, each on its partitions: the engine has nothing but
  /// the message in hand. With a state, a clock of its own, or a type that every instance hears,
  /// each of them would say the same, or decide by a part of what happened; so of such an engine
  /// one instance works and the others stand by.
  boolean scalesOut() {
    return definition.state().isEmpty()
        && definition.timers().isEmpty()
        && definition.hears().stream()
            .allMatch(type -> type.family().delivery() == Family.Delivery.PULLED);
  }
}
