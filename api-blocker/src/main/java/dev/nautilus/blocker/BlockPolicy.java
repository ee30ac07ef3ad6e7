package dev.nautilus.blocker;

import dev.nautilus.blocker.Decision.Allowed;
import dev.nautilus.blocker.Decision.Ground;
import dev.nautilus.blocker.Decision.Reason;
import dev.nautilus.blocker.Decision.Refused;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an engine may connect to. The rules, in this order; the first that fits decides:
///
/// 1. a vendor's gateway on a machine of ours: refused by host and port, even on loopback;
/// 2. this machine, and what the allow-list names: allowed;
/// 3. a vendor's domain or anything below it: refused, by name only. Vendors share their addresses
///    with others behind the same CDN, so an address never makes a destination a vendor;
/// 4. any other public address: refused, because a vendor behind an alias, a literal address or DNS
///    over HTTPS looks like this;
/// 5. an internal address: allowed, and in a strict policy only on the ports it names.
///
/// A name that somebody else will resolve is judged by its form; it counts as public unless public
/// DNS cannot hold it. Pure: asks neither DNS nor the clock.
public final class BlockPolicy {
  private final VendorList vendors;
  private final AllowList allowed;
  private final Optional<Set<Integer>> internalPorts;

  private BlockPolicy(VendorList vendors, AllowList allowed, Optional<Set<Integer>> internalPorts) {
    this.vendors = vendors;
    this.allowed = allowed;
    this.internalPorts = internalPorts;
  }

  /// A policy against these vendors, with nothing allowed and every internal port open.
  ///
  /// @param vendors domains, each with everything below it, and gateways as `host:port`
  /// @throws IllegalArgumentException when an entry is neither, or a domain has one label
  public static BlockPolicy against(Collection<String> vendors) {
    return new BlockPolicy(VendorList.of(vendors), AllowList.EMPTY, Optional.empty());
  }

  /// A policy against every vendor the hub knows.
  public static BlockPolicy againstAllVendors() {
    return against(VendorDomains.builtIn());
  }

  /// The same policy with exactly these destinations open.
  ///
  /// @param entries hosts, `*.domain`, addresses, or networks like `10.1.0.0/16`
  /// @throws IllegalArgumentException when an entry is none of these
  public BlockPolicy allowing(Collection<String> entries) {
    return new BlockPolicy(vendors, AllowList.of(entries), internalPorts);
  }

  /// The same policy, strict: internal addresses only on these ports.
  public BlockPolicy strict(Set<Integer> ports) {
    return new BlockPolicy(vendors, allowed, Optional.of(Set.copyOf(ports)));
  }

  /// Whether a vendor's gateway is known on this port, on whatever host. Cheap: asked before every
  /// connection to loopback.
  boolean knowsGatewayOn(int port) {
    return vendors.hasGatewayOn(port);
  }

  /// Decides about one destination.
  public Decision decide(Destination destination) {
    Optional<HostName> host = destination.hostName();
    if (host.isEmpty()) {
      return unreadable(destination);
    }
    HostName name = host.get();
    @Nullable InetAddress address =
        destination.address() != null ? destination.address() : name.literal().orElse(null);
    Network network = address != null ? Network.of(address) : Network.of(name);
    if (vendors.isGateway(name, network, destination.port())) {
      return new Refused(Reason.VENDOR, name.name());
    }
    if (network == Network.LOOPBACK) {
      return new Allowed(Ground.LOOPBACK);
    }
    if (allowed.opens(name, address)) {
      return new Allowed(Ground.ALLOW_LIST);
    }
    return foreign(name, network, destination.port());
  }

  private Decision foreign(HostName host, Network network, int port) {
    if (vendors.names(host)) {
      return new Refused(Reason.VENDOR, host.name());
    }
    if (network == Network.PUBLIC) {
      return new Refused(Reason.PUBLIC, host.name());
    }
    boolean portOpen = internalPorts.map(ports -> ports.contains(port)).orElse(true);
    return portOpen ? new Allowed(Ground.INTERNAL) : new Refused(Reason.PORT, host.name());
  }

  /// A name that cannot be read but was resolved: the address still tells where it leads, though
  /// only loopback is beyond doubt.
  private static Decision unreadable(Destination destination) {
    InetAddress address = destination.address();
    return address != null && Network.of(address) == Network.LOOPBACK
        ? new Allowed(Ground.LOOPBACK)
        : new Refused(Reason.UNREADABLE, destination.toString());
  }
}
