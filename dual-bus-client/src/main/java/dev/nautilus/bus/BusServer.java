package dev.nautilus.bus;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The Redis of a bus, to be looked at: how busy it is and how full.
///
/// ```java
/// ServerLoad load = ServerLoad.between(first, server.look());
/// ```
///
/// Safe for use by many threads; one connection, of a cluster one to each master, opened anew by
/// the look that finds it broken. The user needs the command INFO, and CONFIG GET for
/// [#writesToDisk].
public interface BusServer extends AutoCloseable {

  /// Connects to a server.
  ///
  /// @throws BusException when there is none
  static BusServer at(BusAddress address) {
    return ServiceLoader.load(BusTransport.class, BusServer.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bus transport on the class path"))
        .server(address);
  }

  /// Its counters now; of a cluster those of all masters together.
  ///
  /// @throws BusException when it, or one of the masters, cannot be reached or refuses
  ServerLoad.Sight look();

  /// The counters now of each node that is written to, by its address: the masters of a cluster
  /// that have slots, elsewhere the one there is, by the address of the bus. A master that does not
  /// answer is there with nothing.
  ///
  /// @throws BusException when nobody answers
  Map<String, Optional<ServerLoad.Sight>> lookAtEach();

  /// Whether it keeps what it holds on disk: it, or a master of the cluster, appends to a log or
  /// saves by a schedule. A user who may not ask for the schedule is told of the log only.
  ///
  /// @throws BusException when it, or one of the masters, cannot be reached
  boolean writesToDisk();

  @Override
  void close();
}
