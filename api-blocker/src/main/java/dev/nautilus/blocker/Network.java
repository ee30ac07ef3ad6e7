package dev.nautilus.blocker;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Where an address or an unresolved name lies, seen from this machine.
enum Network {
  /// This machine itself.
  LOOPBACK,
  /// Reachable only from inside: private, link-local, carrier-grade NAT, unique local.
  INTERNAL,
  /// Everything else, because a range nobody thought of must not become a way out.
  PUBLIC;

  static Network of(InetAddress address) {
    // Linux takes a connect to the wildcard address for one to itself.
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    boolean internal =
        address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || address.isMCNodeLocal()
            || address.isMCLinkLocal()
            || address.isMCSiteLocal()
            || address.isMCOrgLocal()
            || isSharedOrUniqueLocal(address);
    return internal ? INTERNAL : PUBLIC;
  }

  /// For a name that somebody else will resolve. Names that public DNS cannot hold are internal:
  /// single labels, as containers have, and the endings reserved for private use.
  static Network of(HostName host) {
    if (host.literal().isPresent()) {
      return of(host.literal().get());
    }
    if (host.isWithin("localhost")) {
      return LOOPBACK;
    }
    boolean internal =
        host.name().indexOf('.') < 0
            || host.isWithin("internal")
            || host.isWithin("local")
            || host.isWithin("home.arpa");
    return internal ? INTERNAL : PUBLIC;
  }

  private static boolean isSharedOrUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? (bytes[0] & 0xfe) == 0xfc
        : (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
  }
}
