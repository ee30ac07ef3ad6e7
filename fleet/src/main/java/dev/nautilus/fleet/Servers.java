package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.ConsumerGroup;
import dev.nautilus.bus.ConsumerGroups;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.StreamPort;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// The three Redises, to be looked at. One connection each.
final class Servers implements AutoCloseable {
  private static final String CLIENT = "nautilus-migrate";
  private static final String TOTALS = "{el}:bridge:totals";

  private final Function<RedisRole, BusAddress> addresses;
  private final Map<RedisRole, StreamPort> ports = new EnumMap<>(RedisRole.class);

  Servers(Function<RedisRole, BusAddress> addresses) {
    this.addresses = addresses;
    for (RedisRole role : RedisRole.values()) {
      ports.put(role, new StreamPort(addresses.apply(role), CLIENT));
    }
  }

  private StreamPort of(RedisRole role) {
    StreamPort port = ports.get(role);
    if (port == null) {
      throw new IllegalStateException("no " + role);
    }
    return port;
  }

  /// What each does, measured over a time.
  Map<RedisRole, RedisLoad> load(long millis) {
    Map<RedisRole, RedisLoad.Sight> first = sights();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    return loadSince(first);
  }

  /// What each has done since a look.
  Map<RedisRole, RedisLoad> loadSince(Map<RedisRole, RedisLoad.Sight> first) {
    Map<RedisRole, RedisLoad.Sight> second = sights();
    Map<RedisRole, RedisLoad> load = new EnumMap<>(RedisRole.class);
    for (RedisRole role : RedisRole.values()) {
      RedisLoad.Sight before = first.get(role);
      RedisLoad.Sight after = second.get(role);
      if (before != null && after != null) {
        load.put(role, RedisLoad.between(before, after));
      }
    }
    return load;
  }

  /// A look at the counters of all three.
  Map<RedisRole, RedisLoad.Sight> sights() {
    Map<RedisRole, RedisLoad.Sight> sights = new EnumMap<>(RedisRole.class);
    ports.forEach((role, port) -> sights.put(role, RedisLoad.Sight.of(port, CLIENT)));
    return sights;
  }

  /// Entries that an engine's group has not done on main Redis.
  long owedOnMain(EngineType engine) {
    return of(RedisRole.MAIN)
        .owed(LegacyStreams.all(LegacyStreams.SOURCES), LegacyStreams.group(engine));
  }

  /// Entries that an engine's group has not done on the buses.
  long owedOnBuses(EngineType engine) {
    long owed = 0;
    for (RedisRole role : new RedisRole[] {RedisRole.MARKET_DATA, RedisRole.ENGINE_LOGIC}) {
      try (ConsumerGroups groups = ConsumerGroups.at(addresses.apply(role))) {
        for (ConsumerGroup group : groups.list()) {
          if (group.name().equals(engine.name())) {
            owed += group.pending() + group.lag().orElse(0);
          }
        }
      }
    }
    return owed;
  }

  /// What the bridge says it has done; empty when none ever ran.
  Map<String, String> carried() {
    return of(RedisRole.ENGINE_LOGIC).hash(TOTALS);
  }

  @Override
  public void close() {
    ports.values().forEach(StreamPort::close);
  }
}
