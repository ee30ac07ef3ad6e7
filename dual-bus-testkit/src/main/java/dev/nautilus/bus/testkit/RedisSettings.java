package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a Redis of a test is set up, the same however it is started.
///
/// @param appendOnly whether it keeps its data on disk
/// @param fsync when what is written is on the disk itself: `always` before it is answered,
///   `everysec` within a second
/// @param tls what it shows when it speaks TLS, and then nothing else; null for plain text
record RedisSettings(boolean appendOnly, String fsync, @Nullable Tls tls) {

  /// TLS of a Redis.
  ///
  /// @param shown its certificate
  /// @param authority file with the authorities whose clients it knows
  /// @param asksClients whether a client must show a certificate
  record Tls(TlsFiles shown, Path authority, boolean asksClients) {}

  /// @param appendOnly whether each confirmed write is on disk before it is answered
  RedisSettings(boolean appendOnly) {
    this(appendOnly, "always");
  }

  /// In plain text.
  RedisSettings(boolean appendOnly, String fsync) {
    this(appendOnly, fsync, null);
  }

  /// The port on which it speaks, and how, as command line arguments.
  ///
  /// @param door where the kit itself gets in when the port wants TLS: a test may have given this
  ///   Redis a certificate that nobody trusts, or have it let nobody in
  List<String> portArguments(int port, Path door) {
    List<String> arguments = new ArrayList<>();
    if (tls == null) {
      setting(arguments, "port", Integer.toString(port));
      return arguments;
    }
    setting(arguments, "port", "0");
    setting(arguments, "unixsocket", door.toString());
    setting(arguments, "tls-port", Integer.toString(port));
    setting(arguments, "tls-cert-file", tls.shown().certificate().toString());
    setting(arguments, "tls-key-file", tls.shown().key().toString());
    setting(arguments, "tls-ca-cert-file", tls.authority().toString());
    setting(arguments, "tls-auth-clients", tls.asksClients() ? "yes" : "no");
    return arguments;
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
