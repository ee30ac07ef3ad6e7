package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.TokenHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is to be brought up and how, decided before anything starts.
///
/// @param run where logs and data go
/// @param ports who listens where
/// @param mode simulated or real vendors
/// @param externalRedis use Redises that run already instead of starting three: those on the ports,
///   or buses that are elsewhere
/// @param symbols what the hub watches and the engines follow; empty for their own defaults
/// @param readyWithin longest wait until all of it is ready
/// @param migrated whether every engine begins on the buses, rather than six of them on main Redis;
///   what the registry remembers of earlier moves goes before
/// @param engineHeap heap of each engine's own process, as `-Xmx` has it; empty for engines that
///   share this process
record FleetPlan(
    RunFolder run,
    FleetPorts ports,
    VendorMode mode,
    boolean externalRedis,
    List<String> symbols,
    Duration readyWithin,
    boolean migrated,
    Optional<String> engineHeap) {

  /// The fleet closes the services of its process itself, in order, so none may bring a hook.
  private static final String CLOSED_BY_THE_FLEET = "--spring.main.register-shutdown-hook=false";

  FleetPlan {
    symbols = List.copyOf(symbols);
  }

  boolean isSimulated() {
    return mode == VendorMode.SIMULATED;
  }

  /// Whether each engine is a process of its own.
  boolean isIsolated() {
    return engineHeap.isPresent();
  }

  /// Where a bus or main Redis is, with what it takes to be let in.
  String busUrl(RedisRole role) {
    String here = "redis://127.0.0.1:" + ports.of(role);
    return ports.elsewhere().map(buses -> buses.byRole().getOrDefault(role, here)).orElse(here);
  }

  /// The same, which does not show a password.
  BusAddress busAddress(RedisRole role) {
    return NamedBuses.address(busUrl(role), role);
  }

  /// Whether main Redis is of use: who has buses elsewhere and begins with every engine there needs
  /// none.
  boolean needsMain() {
    return !migrated || ports.elsewhere().isEmpty();
  }

  String httpUrl(String service) {
    return "http://localhost:" + ports.of(service);
  }

  /// What must be free before anything starts.
  List<String> portsNeeded() {
    List<String> names = new ArrayList<>(ports.byName().keySet());
    if (externalRedis) {
      for (RedisRole role : RedisRole.values()) {
        names.remove(role.label());
      }
    }
    if (!isSimulated()) {
      names.remove(FleetPorts.CONTROL);
      names.removeAll(SimulatedVendors.wellKnownPorts().keySet());
    }
    return names;
  }

  String[] hubArguments() {
    List<String> arguments = common(FleetPorts.HUB);
    arguments.add(CLOSED_BY_THE_FLEET);
    arguments.add("--nautilus.hub.bridge.main-url=" + busUrl(RedisRole.MAIN));
    if (isSimulated()) {
      arguments.addAll(SimulatedVendors.hubArguments(ports));
    }
    if (!symbols.isEmpty()) {
      arguments.add("--nautilus.hub.watch.symbols=" + String.join(",", symbols));
    }
    return arguments.toArray(String[]::new);
  }

  String[] engineArguments(EngineService engine) {
    List<String> arguments = common(engine.name());
    if (!isIsolated()) {
      arguments.add(CLOSED_BY_THE_FLEET);
    }
    EngineMode begins = migrated ? EngineMode.DUAL : engine.startsAs();
    arguments.add("--nautilus.bus.mode=" + begins.name().toLowerCase(Locale.ROOT));
    arguments.add("--nautilus.bus.main-url=" + busUrl(RedisRole.MAIN));
    arguments.add("--MARKETDATA_HUB_HOST=127.0.0.1");
    arguments.add("--MARKETDATA_HUB_PORT=" + ports.of(FleetPorts.HUB));
    if (!symbols.isEmpty() && engine.tracksSymbols()) {
      arguments.add("--" + engine.prefix() + ".symbols=" + String.join(",", symbols));
    }
    if (engine.name().equals(EngineService.CONSOLE)) {
      arguments.addAll(consoleArguments());
    }
    return arguments.toArray(String[]::new);
  }

  /// Whose pages the console shows, and who may change the fleet there.
  private List<String> consoleArguments() {
    List<String> arguments = new ArrayList<>();
    for (EngineService engine : EngineService.all()) {
      arguments.add(
          "--nautilus.websocket.console.engine-ports.%s=%d"
              .formatted(engine.name(), ports.of(engine.name())));
    }
    arguments.add(
        "--nautilus.websocket.access.tokens[0]=operator *,admin * sha256:"
            + TokenHash.of(run.consoleToken()));
    return arguments;
  }

  /// Arguments outrank the environment, so a REDIS_HOST meant for a lone service cannot split the
  /// fleet.
  private List<String> common(String service) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=" + ports.of(service));
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--management.metrics.use-global-registry=false");
    // One class path for all: what one service brings must not switch itself on in another.
    arguments.add("--spring.data.redis.repositories.enabled=false");
    // Everybody on the machine sees the arguments of a process, and its environment names them too.
    if (!isIsolated() || ports.elsewhere().isEmpty()) {
      arguments.add("--nautilus.bus.market-data-url=" + busUrl(RedisRole.MARKET_DATA));
      arguments.add("--nautilus.bus.engine-logic-url=" + busUrl(RedisRole.ENGINE_LOGIC));
    }
    return arguments;
  }
}
