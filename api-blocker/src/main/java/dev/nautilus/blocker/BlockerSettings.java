package dev.nautilus.blocker;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How the blocker was set when the process started; nothing changes it afterwards.
///
/// @param mode what becomes of a direct call
/// @param engine whose process it is, for messages
/// @param hub where to ask instead
/// @param vendors domains and gateways to refuse beside the built-in ones
/// @param allowed hosts, `*.domain`, addresses, networks and `unix:/path` that are open
/// @param ports where internal hosts are reached in [BlockMode#STRICT], 1 to 65535
public record BlockerSettings(
    BlockMode mode,
    String engine,
    URI hub,
    List<String> vendors,
    List<String> allowed,
    Set<Integer> ports) {
  static final String ALLOW_VARIABLE = "NAUTILUS_BLOCKER_ALLOW";

  /// Before the path of a socket in the file system, in the list of what is open.
  static final String UNIX = "unix:";

  /// The three Redises, the hub, PostgreSQL and OTLP.
  private static final String USUAL_PORTS = "6379,6380,6381,8800,5432,4317,4318";

  private static final Set<String> NAMES =
      Set.of("mode", "engine", "hub", "vendors", "allow", "trust", "ports", "config");

  public BlockerSettings {
    vendors = List.copyOf(vendors);
    allowed = List.copyOf(allowed);
    ports = Set.copyOf(ports);
  }

  /// Reads settings by name: `mode` (when missing: enforce), `engine`, `hub`, and lists with
  /// commas: `vendors`, `allow`, `ports`, and `trust`, which opens hosts unless they are a
  /// vendor's.
  ///
  /// @throws IllegalArgumentException when a value cannot be read or a name is unknown, since a
  ///   misspelt setting would be one that does not hold
  public static BlockerSettings of(Map<String, String> named) {
    Set<String> unknown = new TreeSet<>(named.keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the blocker's settings must be of " + new TreeSet<>(NAMES) + ", was " + unknown);
    }
    List<String> vendors = list(named.getOrDefault("vendors", ""));
    Set<String> allowed = new LinkedHashSet<>(list(named.getOrDefault("allow", "")));
    VendorList refused = vendorList(vendors);
    list(named.getOrDefault("trust", "")).stream()
        .filter(host -> HostName.of(host).filter(name -> !refused.names(name)).isPresent())
        .forEach(allowed::add);
    return new BlockerSettings(
        BlockMode.of(named.getOrDefault("mode", "enforce")),
        named.getOrDefault("engine", "unknown"),
        URI.create(named.getOrDefault("hub", "http://localhost:8800")),
        vendors,
        List.copyOf(allowed),
        ports(named.getOrDefault("ports", USUAL_PORTS)));
  }

  /// The policy that these settings describe.
  ///
  /// @throws IllegalArgumentException when an entry cannot be read
  BlockPolicy policy() {
    Set<String> all = new LinkedHashSet<>(VendorDomains.builtIn());
    all.addAll(vendors);
    List<String> hosts = allowed.stream().filter(entry -> !entry.startsWith(UNIX)).toList();
    BlockPolicy policy = BlockPolicy.against(all).allowing(hosts);
    return mode == BlockMode.STRICT ? policy.strict(ports) : policy;
  }

  private static VendorList vendorList(List<String> more) {
    Set<String> all = new LinkedHashSet<>(VendorDomains.builtIn());
    all.addAll(more);
    return VendorList.of(all);
  }

  private static List<String> list(String commas) {
    return Arrays.stream(commas.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static Set<Integer> ports(String commas) {
    Set<Integer> ports = new LinkedHashSet<>();
    for (String item : list(commas)) {
      int port = item.matches("\\d{1,5}") ? Integer.parseInt(item) : 0;
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "a port of the blocker must be 1 to 65535, was '" + item + "'");
      }
      ports.add(port);
    }
    return ports;
  }
}
