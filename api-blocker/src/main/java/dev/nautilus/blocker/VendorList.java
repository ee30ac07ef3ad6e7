package dev.nautilus.blocker;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// What belongs to vendors: domains with everything below them, and gateways, which are programs of
/// a vendor on a machine of ours and therefore named with their port.
///
/// @param domains in normal form
/// @param gateways in normal form
record VendorList(Set<String> domains, Set<Gateway> gateways) {

  VendorList {
    domains = Set.copyOf(domains);
    gateways = Set.copyOf(gateways);
  }

  /// @throws IllegalArgumentException when an entry is neither `domain.tld` nor `host:port`
  static VendorList of(Collection<String> entries) {
    Set<String> domains = new LinkedHashSet<>();
    Set<Gateway> gateways = new LinkedHashSet<>();
    for (String entry : entries) {
      if (entry.matches("[^:]+:\\d{1,5}")) {
        gateways.add(Gateway.of(entry));
      } else {
        domains.add(domain(entry));
      }
    }
    return new VendorList(domains, gateways);
  }

  boolean names(HostName host) {
    return domains.stream().anyMatch(host::isWithin);
  }

  boolean isGateway(HostName host, Network network, int port) {
    return gateways.stream().anyMatch(gateway -> gateway.is(host, network, port));
  }

  /// Without a stream: it is on the way of every connection.
  boolean hasGatewayOn(int port) {
    for (Gateway gateway : gateways) {
      if (gateway.port() == port) {
        return true;
      }
    }
    return false;
  }

  private static String domain(String written) {
    return HostName.of(written.startsWith("*.") ? written.substring(2) : written)
        .filter(name -> name.literal().isEmpty() && name.name().indexOf('.') > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a vendor entry must be a domain with a dot or host:port, was '"
                        + written
                        + "'"))
        .name();
  }

  /// A vendor's program on a machine of ours. One on loopback is found under each of loopback's
  /// names.
  record Gateway(HostName host, Network network, int port) {

    static Gateway of(String hostAndPort) {
      int colon = hostAndPort.lastIndexOf(':');
      HostName host =
          HostName.of(hostAndPort.substring(0, colon))
              .orElseThrow(
                  () -> new IllegalArgumentException("not a host and port: '" + hostAndPort + "'"));
      int port = Integer.parseInt(hostAndPort.substring(colon + 1));
      return new Gateway(host, Network.of(host), port);
    }

    boolean is(HostName other, Network otherNetwork, int otherPort) {
      boolean sameHost =
          network == Network.LOOPBACK
              ? otherNetwork == Network.LOOPBACK
              : host.name().equals(other.name());
      return port == otherPort && sameHost;
    }
  }
}
