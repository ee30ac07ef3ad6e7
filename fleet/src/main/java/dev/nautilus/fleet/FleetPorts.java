package dev.nautilus.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who listens where, by name. One place, so that a port cannot be given out twice.
///
/// @param byName in the order of starting
/// @param elsewhere buses that are not on these ports
record FleetPorts(Map<String, Integer> byName, Optional<NamedBuses> elsewhere) {
  static final String CONTROL = "simulator";
  static final String HUB = "hub";

  FleetPorts {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /// All on ports of this machine.
  FleetPorts(Map<String, Integer> byName) {
    this(byName, Optional.empty());
  }

  /// The same with the buses elsewhere.
  FleetPorts with(NamedBuses buses) {
    return new FleetPorts(byName, Optional.of(buses));
  }

  /// The ports everybody knows.
  static FleetPorts wellKnown() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (RedisRole role : RedisRole.values()) {
      ports.put(role.label(), role.wellKnownPort());
    }
    ports.put(CONTROL, 8850);
    SimulatedVendors.wellKnownPorts().forEach(ports::put);
    ports.put(HUB, 8800);
    for (EngineService engine : EngineService.all()) {
      ports.put(engine.name(), engine.port());
    }
    return new FleetPorts(ports);
  }

  /// Ports that were free a moment ago, for a fleet beside another one.
  static FleetPorts free() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      Map<String, Integer> ports = new LinkedHashMap<>();
      for (String name : wellKnown().byName.keySet()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(name, socket.getLocalPort());
      }
      return new FleetPorts(ports);
    } catch (IOException e) {
      throw new FleetException(ExitCode.FAILED, "no free port: " + e.getMessage(), e);
    } finally {
      held.forEach(FleetPorts::release);
    }
  }

  int of(String name) {
    Integer port = byName.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no port for '" + name + "' among " + byName.keySet());
    }
    return port;
  }

  int of(RedisRole role) {
    return of(role.label());
  }

  /// Those of the named ones that another program listens on.
  List<String> taken(Iterable<String> names) {
    List<String> taken = new ArrayList<>();
    for (String name : names) {
      if (isTaken(of(name))) {
        taken.add(of(name) + " (" + name + ")");
      }
    }
    return taken;
  }

  private static boolean isTaken(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException inUse) {
      return true;
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
