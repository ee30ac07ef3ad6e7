package dev.nautilus.bench.load;

/// The same messages by the pattern that is replaced and by the buses: what the three Redises pay.
///
/// @param rate messages a second, all engines together
/// @param inMemory each engine polls main Redis, which has no disk
/// @param before each engine polls main Redis, which is set up as `redis/main.conf` says
/// @param after nobody is on main Redis
/// @param roundTripDual request and answer, strategy to risk, both on the buses; histogram of
///   nanoseconds
/// @param roundTripLegacy the same with risk on main Redis: two hops over the bridge
public record MigrationOutcome(
    int rate,
    Phase inMemory,
    Phase before,
    Phase after,
    String roundTripDual,
    String roundTripLegacy) {

  /// One of the two.
  ///
  /// @param seconds how long was measured
  /// @param sent messages in that time
  /// @param delivered messages in that time
  /// @param missing messages that were sent and never came
  /// @param mainCpu share of one processor that main Redis took
  /// @param marketDataCpu the same of the MarketData bus
  /// @param engineLogicCpu the same of the Engine Logic bus
  /// @param mainConnections connections to main Redis, the benchmark's own left out
  public record Phase(
      double seconds,
      long sent,
      long delivered,
      long missing,
      double mainCpu,
      double marketDataCpu,
      double engineLogicCpu,
      int mainConnections) {

    /// What all three take together.
    public double allCpu() {
      return mainCpu + marketDataCpu + engineLogicCpu;
    }
  }

  /// How much less main Redis does, 0 to 1.
  public double mainSaved() {
    return 1 - after.mainCpu() / before.mainCpu();
  }

  /// How much less all three do: moving load is not removing it.
  public double allSaved() {
    return 1 - after.allCpu() / before.allCpu();
  }

  /// The same against a main Redis without a disk, which pays less.
  public double allSavedInMemory() {
    return 1 - after.allCpu() / inMemory.allCpu();
  }
}
