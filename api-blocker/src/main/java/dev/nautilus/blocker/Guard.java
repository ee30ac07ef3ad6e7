package dev.nautilus.blocker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What woven methods ask before they do their work; application code never calls it.
///
/// Lives on the bootstrap class path while the agent runs, so it sees the JDK and this package
/// alone. The watch behind it is set once and cannot be taken away.
///
/// **Threads** Any. **Errors** A refusal is a [DirectCallException]; nothing else is thrown.
public final class Guard {
  private static final AtomicReference<@Nullable Watch> WATCH = new AtomicReference<>();

  private Guard() {}

  static boolean install(Watch watch) {
    return WATCH.compareAndSet(null, watch);
  }

  static Optional<Watch> watch() {
    return Optional.ofNullable(WATCH.get());
  }

  /// May this address be connected to? Nearly always asked for loopback, so that comes first.
  ///
  /// @param hook number of the [Hook] that asks, here and below
  public static void address(@Nullable InetAddress address, int port, int hook) throws IOException {
    Watch watch = WATCH.get();
    if (watch != null && address != null && !watch.passesAtOnce(address, port)) {
      watch.address(address, port, Hook.ALL.get(hook));
    }
  }

  /// May this address be connected to, resolved or not?
  public static void socketAddress(@Nullable SocketAddress address, int hook) throws IOException {
    Watch watch = WATCH.get();
    if (watch != null && address != null) {
      watch.socketAddress(address, Hook.ALL.get(hook));
    }
  }

  /// May this socket in the file system be connected to?
  public static void unixAddress(@Nullable SocketAddress address, int hook) throws IOException {
    Watch watch = WATCH.get();
    if (watch != null && address != null) {
      watch.unixAddress(address.toString(), Hook.ALL.get(hook));
    }
  }

  /// May this name be used?
  public static void name(@Nullable String name, int hook) throws IOException {
    peer(name, 0, hook);
  }

  /// May this name, as TLS writes it, be used?
  public static void nameBytes(byte @Nullable [] name, int hook) throws IOException {
    if (name != null) {
      peer(new String(name, StandardCharsets.UTF_8), 0, hook);
    }
  }

  /// May this host be talked to?
  public static void peer(@Nullable String host, int port, int hook) throws IOException {
    Watch watch = WATCH.get();
    if (watch != null && host != null && !host.isEmpty()) {
      watch.name(host, Math.max(port, 0), Hook.ALL.get(hook));
    }
  }

  /// May this datagram be sent?
  public static void packet(@Nullable DatagramPacket packet, int hook) throws IOException {
    InetAddress address = packet == null ? null : packet.getAddress();
    if (packet != null && address != null) {
      address(address, packet.getPort(), hook);
    }
  }

  /// May this child process be started?
  public static void command(String @Nullable [] command, int hook) throws IOException {
    Watch watch = WATCH.get();
    if (watch != null && command != null) {
      watch.command(command, Hook.ALL.get(hook));
    }
  }
}
