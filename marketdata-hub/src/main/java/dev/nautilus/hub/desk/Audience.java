package dev.nautilus.hub.desk;

import dev.nautilus.bus.EngineType;

/// Who is told what the desk was asked, once it has answered.
@FunctionalInterface
public interface Audience {
  /// Takes note. Called on the asker's thread: must not block.
  void asked(Asked asked);

  /// One question that was answered.
  ///
  /// @param engine who asked; `anybody` when it was not said
  /// @param inquiry what, without what cannot change the answer
  /// @param outcome how the desk came by the answer
  /// @param nanos from the question to the answer
  record Asked(EngineType engine, Inquiry inquiry, Outcome outcome, long nanos) {}
}
