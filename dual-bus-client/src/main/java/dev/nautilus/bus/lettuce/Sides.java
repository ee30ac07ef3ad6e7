package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.EngineMode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections of a movable client: to main Redis, to the buses, or to both while it moves.
/// Safe for use by many threads.
final class Sides implements AutoCloseable {
  private final BusTransport.Setup setup;
  private final CounterBook book;
  private final Map<EngineMode, LettuceDualBus> open = new EnumMap<>(EngineMode.class);

  Sides(BusTransport.Setup setup, CounterBook book) {
    this.setup = setup;
    this.book = book;
  }

  /// Connects to a side, if that has not been done.
  synchronized LettuceDualBus open(EngineMode side) {
    return open.computeIfAbsent(
        side, key -> LettuceDualBus.start(setup, key == EngineMode.LEGACY, book));
  }

  /// Those that are connected to.
  synchronized Map<EngineMode, LettuceDualBus> all() {
    return new EnumMap<>(open);
  }

  synchronized @Nullable LettuceDualBus find(EngineMode side) {
    return open.get(side);
  }

  /// Disconnects from a side.
  void close(EngineMode side) {
    LettuceDualBus gone;
    synchronized (this) {
      gone = open.remove(side);
    }
    if (gone != null) {
      gone.close();
    }
  }

  @Override
  public void close() {
    close(EngineMode.LEGACY);
    close(EngineMode.DUAL);
  }
}
