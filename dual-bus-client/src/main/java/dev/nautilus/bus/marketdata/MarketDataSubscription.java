package dev.nautilus.bus.marketdata;

import dev.nautilus.message.InstrumentId;
import java.util.Set;

/// What an engine follows. Closing it tells the hub that it need not be kept fresh any more.
public interface MarketDataSubscription extends AutoCloseable {
  /// What is followed.
  Set<InstrumentId> instruments();

  /// Stops delivery after the value in hand. Idempotent.
  @Override
  void close();
}
