package dev.nautilus.engine;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How every engine runs, whatever it does.
///
/// @param mailboxCapacity most messages waiting per lane; beyond it the bus waits
/// @param unconfirmedLimit most emitted messages the bus has not confirmed; beyond it the engine
///   waits
/// @param slowReaction reactions that take longer are counted
/// @param heartbeat time between two ENGINE_HEALTH messages when nothing changes
/// @param drainTimeout longest time a stopping engine works on what it holds
/// @param warmUp how it asks for history
/// @param state how it keeps its state over a restart
@Validated
@ConfigurationProperties("nautilus.engine")
record EngineProperties(
    @Min(1) @DefaultValue("32768") int mailboxCapacity,
    @Min(1) @DefaultValue("4096") int unconfirmedLimit,
    @DefaultValue("50ms") Duration slowReaction,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("5s") Duration drainTimeout,
    @DefaultValue WarmUp warmUp,
    @DefaultValue State state) {

  /// What happens to a saved state that the running version cannot take.
  enum Misfit {
    /// The engine does not start: an operator decides.
    FAIL,
    /// The state is laid aside and the engine begins afresh, from history.
    FRESH
  }

  /// How an engine that keeps a state does so.
  ///
  /// @param every time between two saves while something changes; so much is replayed after a crash
  /// @param limit most bytes of a state, packed; a larger one is not saved
  /// @param lease how long another instance leaves the state to one that is not heard of
  /// @param misfit what happens to a saved state that the running version cannot take
  record State(
      @DefaultValue("5s") Duration every,
      @Min(1_024) @DefaultValue("33554432") int limit,
      @DefaultValue("15s") Duration lease,
      @DefaultValue("FAIL") Misfit misfit) {}

  /// How an engine asks for history; also how it waits for a bus that is not there yet.
  ///
  /// @param answerTimeout longest wait for one answer
  /// @param firstPause wait before asking the second time; doubled each time after
  /// @param longestPause where the doubling ends
  record WarmUp(
      @DefaultValue("30s") Duration answerTimeout,
      @DefaultValue("250ms") Duration firstPause,
      @DefaultValue("5s") Duration longestPause) {}
}
