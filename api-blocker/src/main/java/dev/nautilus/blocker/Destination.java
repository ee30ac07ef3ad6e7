package dev.nautilus.blocker;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a connection is about to go, as far as the caller's code tells.
///
/// Some doors know only a name (a proxy that resolves for its client, a name sent in TLS), some
/// only an address, most both.
///
/// @param host name or address literal as the caller wrote it; null when only the address is known
/// @param address what the name resolved to; null when nobody resolved it in this process
/// @param port 0 when the door does not know it
public record Destination(@Nullable String host, @Nullable InetAddress address, int port) {
  private static final int LONGEST = 253;

  public Destination {
    if (host == null && address == null) {
      throw new IllegalArgumentException("a destination needs a host or an address");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
  }

  /// A name nobody resolved in this process.
  public static Destination named(String host, int port) {
    return new Destination(host, null, port);
  }

  /// The host in normal form; empty when it is neither a name nor an address.
  Optional<HostName> hostName() {
    if (host != null) {
      return HostName.of(host);
    }
    return Optional.ofNullable(address).map(HostName::of);
  }

  /// As a message for people shows it: short, and without what could forge a log line.
  @Override
  public String toString() {
    String shown = host != null ? host : String.valueOf(address).replaceFirst("^.*/", "");
    String plain = shown.replaceAll("[^\\p{Alnum}.:%_\\[\\]-]", "?");
    String brief = plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    return port == 0 ? brief : brief + ":" + port;
  }
}
