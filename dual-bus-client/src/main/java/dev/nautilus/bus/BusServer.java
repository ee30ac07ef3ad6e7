package dev.nautilus.bus;

import java.util.ServiceLoader;

/// One Redis, to be looked at: how busy it is and how full.
///
/// ```java
/// ServerLoad load = ServerLoad.between(first, server.look());
/// ```
///
/// Safe for use by many threads; one connection, opened anew by the look that finds it broken. The
/// user needs the command INFO.
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

  /// Its counters now.
  ///
  /// @throws BusException when it cannot be reached or refuses
  ServerLoad.Sight look();

  @Override
  void close();
}
