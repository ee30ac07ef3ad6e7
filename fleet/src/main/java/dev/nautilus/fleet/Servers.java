package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ConsumerGroup;
import dev.nautilus.bus.ConsumerGroups;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.ServerLoad;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.StreamPort;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /// Where those of the fleet that runs in a folder are.
  ///
  /// @throws FleetException when none does
  static Function<RedisRole, BusAddress> addresses(RunFolder run) {
    Map<String, String> state = StatusReport.running(run);
    return role ->
        elsewhere(state, role, System::getenv)
            .orElseGet(
                () ->
                    new BusAddress(
                        "127.0.0.1", StatusReport.port(state, role.label()), null, null, false));
  }

  /// Where a bus of a fleet is that is not on this machine's ports; empty for one that is. It may
  /// want a password, which only the environment has.
  ///
  /// @param state the word that the fleet left
  static Optional<BusAddress> elsewhere(
      Map<String, String> state, RedisRole role, Function<String, @Nullable String> environment) {
    return Optional.ofNullable(state.get(FleetState.url(role)))
        .map(
            known ->
                NamedBuses.of(environment)
                    .map(buses -> buses.byRole().getOrDefault(role, known))
                    .orElse(known))
        .map(url -> NamedBuses.address(url, role));
  }

  private StreamPort of(RedisRole role) {
    StreamPort port = ports.get(role);
    if (port == null) {
      throw new IllegalStateException("no " + role);
    }
    return port;
  }

  /// What each does, measured over a time.
  Map<RedisRole, ServerLoad> load(long millis) {
    Map<RedisRole, ServerLoad.Sight> first = sights();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    return loadSince(first);
  }

  /// What each has done since a look.
  Map<RedisRole, ServerLoad> loadSince(Map<RedisRole, ServerLoad.Sight> first) {
    Map<RedisRole, ServerLoad.Sight> second = sights();
    Map<RedisRole, ServerLoad> load = new EnumMap<>(RedisRole.class);
    for (RedisRole role : RedisRole.values()) {
      ServerLoad.Sight before = first.get(role);
      ServerLoad.Sight after = second.get(role);
      if (before != null && after != null) {
        load.put(role, ServerLoad.between(before, after));
      }
    }
    return load;
  }

  /// A look at the counters of all three.
  Map<RedisRole, ServerLoad.Sight> sights() {
    Map<RedisRole, ServerLoad.Sight> sights = new EnumMap<>(RedisRole.class);
    ports.forEach((role, port) -> sights.put(role, sight(port)));
    return sights;
  }

  /// All masters of a cluster together; their connections are counted with who asks.
  private static ServerLoad.Sight sightOfCluster(BusAddress address) {
    try (BusServer cluster = BusServer.at(address)) {
      return cluster.look();
    }
  }

  /// Whoever asks is not part of the load.
  private static ServerLoad.Sight sight(StreamPort port) {
    if (port.address().isCluster()) {
      return sightOfCluster(port.address());
    }
    long others =
        port.clients()
            .lines()
            .filter(line -> !line.isBlank() && !line.contains(" name=" + CLIENT + " "))
            .count();
    return port.look().withConnections(others);
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
