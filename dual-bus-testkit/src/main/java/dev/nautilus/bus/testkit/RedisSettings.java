package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// How a Redis of a test is set up, the same however it is started.
///
/// @param appendOnly whether it keeps its data on disk
/// @param fsync when what is written is on the disk itself: `always` before it is answered,
///   `everysec` within a second
record RedisSettings(boolean appendOnly, String fsync) {

  /// @param appendOnly whether each confirmed write is on disk before it is answered
  RedisSettings(boolean appendOnly) {
    this(appendOnly, "always");
  }

  /// The settings as command line arguments of `redis-server`; port and folder are the caller's.
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    setting(arguments, "save", "");
    setting(arguments, "appendonly", appendOnly ? "yes" : "no");
    setting(arguments, "appendfsync", fsync);
    // As production sets it: a subscriber that lags is cut off at 64 MB, or 16 MB for 30 s.
    setting(arguments, "client-output-buffer-limit", "pubsub", "64mb", "16mb", "30");
    setting(arguments, "protected-mode", "no");
    return arguments;
  }

  static void setting(List<String> arguments, String name, String... values) {
    arguments.add("--" + name);
    arguments.addAll(List.of(values));
  }

  /// A port nobody listens on just now. Someone may take it before Redis does, which shows as a
  /// Redis that does not start.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
