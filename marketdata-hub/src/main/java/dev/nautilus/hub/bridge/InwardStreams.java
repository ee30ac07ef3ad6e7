package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.StreamPort;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The bus streams that are carried to: how far each legacy stream was carried there, and who
/// publishes there. Confined to the carrying thread, but for [#goodbyes].
final class InwardStreams {
  /// Long enough that a busy engine is not said goodbye to, short enough that nobody calls a quiet
  /// one silent.
  private static final long QUIET = TimeUnit.SECONDS.toNanos(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<Bus, StreamPort> buses;
  private final Duration retention;
  private final Map<BusStream, Map<String, String>> carried = new HashMap<>();
  private final Map<BusStream, String> newest = new HashMap<>();
  private final Map<Name, CarriedPublisher> publishers = new ConcurrentHashMap<>();

  private record Name(BusStream stream, String source, EngineType engine, String instance) {}

  InwardStreams(Map<Bus, StreamPort> buses, Duration retention) {
    this.buses = Map.copyOf(buses);
    this.retention = retention;
  }

  StreamPort port(BusStream stream) {
    StreamPort port = buses.get(stream.bus());
    if (port == null) {
      throw new IllegalStateException("no port for " + stream.bus());
    }
    return port;
  }

  /// How far a legacy stream was carried to a bus stream; empty for not at all.
  String at(BusStream to, String from) {
    Map<String, String> places = carried.get(to);
    if (places == null) {
      places = new HashMap<>(port(to).hash(to.carried()));
      carried.put(to, places);
    }
    return places.getOrDefault(from, "");
  }

  /// What was remembered is not so any more: ask again.
  void forget(BusStream to) {
    carried.remove(to);
    newest.remove(to);
  }

  /// A legacy stream begins anew: nothing of it has been carried anywhere.
  void begin(String from, int partitions) {
    carried.clear();
    for (Bus bus : buses.keySet()) {
      for (BusStream stream : BusStream.all(bus, partitions)) {
        port(stream).remove(stream.carried(), from);
      }
    }
  }

  /// @param id the last entry written; empty when that is not known
  void carried(BusStream to, String from, String last, String id) {
    carried.computeIfAbsent(to, _ -> new HashMap<>()).put(from, last);
    if (!id.isEmpty()) {
      newest.put(to, id);
    }
  }

  /// Who publishes an entry there.
  CarriedPublisher publisher(BusStream to, String from, LegacyEntry entry) {
    return publishers.computeIfAbsent(
        new Name(to, from, entry.engine(), entry.instance()),
        name -> new CarriedPublisher(name.engine(), name.instance(), RANDOM.nextLong()));
  }

  /// Pushed streams are trimmed by whoever writes them, by the ids that Redis gave.
  String oldestToKeep(BusStream to) {
    String last = to.isPushed() ? newest.get(to) : null;
    return last == null ? "" : Places.before(last, retention);
  }

  void goodbyes(long nowNanos) {
    publishers.forEach(
        (name, publisher) -> {
          if (name.stream().isPushed()) {
            publisher
                .goodbye(nowNanos, QUIET)
                .forEach(frame -> port(name.stream()).push(name.stream(), frame));
          }
        });
  }
}
