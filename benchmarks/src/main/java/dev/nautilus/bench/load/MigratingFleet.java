package dev.nautilus.bench.load;

/// Thirteen engines that exchange messages at a steady rate, by one pattern or the other.
interface MigratingFleet extends AutoCloseable {
  /// How many engines.
  int ENGINES = 13;

  /// Messages sent so far.
  long sent();

  /// Messages that came so far.
  long delivered();

  /// Ends sending; what is under way still comes.
  void stopSending();

  @Override
  void close();
}
