package dev.nautilus.bench.blocker;

import java.io.IOException;

/// What a measured process does over and over, on one thread.
enum Load {
  SOCKETS("connect by Socket, accept, close"),
  CHANNELS("connect by SocketChannel, accept, close"),
  ROUND_TRIPS("GET by Lettuce on one connection");

  private final String label;

  Load(String label) {
    this.label = label;
  }

  /// As the report's row shows it.
  String label() {
    return label;
  }

  /// Makes ready.
  ///
  /// @param redis port of a server on loopback, for those that need one
  Call open(int redis) throws IOException {
    return switch (this) {
      case SOCKETS -> Connects.bySocket();
      case CHANNELS -> Connects.byChannel();
      case ROUND_TRIPS -> new RoundTrips(redis);
    };
  }

  /// One call that can be made any number of times.
  interface Call extends AutoCloseable {
    void once() throws IOException;

    @Override
    void close() throws IOException;

    /// Makes calls for a while.
    ///
    /// @return calls a second
    default double rate(double seconds) throws IOException {
      long start = System.nanoTime();
      long length = Math.round(seconds * 1e9);
      long calls = 0;
      long taken = 0;
      while (taken < length) {
        once();
        calls++;
        taken = System.nanoTime() - start;
      }
      return calls / (taken / 1e9);
    }
  }
}
