package dev.nautilus.blocker;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Destinations an operator opened: host names (exact), `*.domain` (everything below it), addresses
/// and networks such as `203.0.113.0/24`.
///
/// @param hosts exact names in normal form
/// @param parents domains whose sub-domains are open
/// @param ranges addresses and networks
record AllowList(Set<String> hosts, Set<String> parents, List<Range> ranges) {

  /// Opens nothing.
  static final AllowList EMPTY = new AllowList(Set.of(), Set.of(), List.of());

  AllowList {
    hosts = Set.copyOf(hosts);
    parents = Set.copyOf(parents);
    ranges = List.copyOf(ranges);
  }

  /// @throws IllegalArgumentException when an entry is none of the four forms
  static AllowList of(Collection<String> entries) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<String> parents = new LinkedHashSet<>();
    List<Range> ranges = new ArrayList<>();
    for (String entry : entries) {
      int slash = entry.indexOf('/');
      String host = slash < 0 ? entry : entry.substring(0, slash);
      boolean below = host.startsWith("*.");
      HostName name =
          HostName.of(below ? host.substring(2) : host).orElseThrow(() -> unreadable(entry));
      if (name.literal().isPresent() && !below) {
        ranges.add(Range.of(name.literal().get(), slash < 0 ? null : entry.substring(slash + 1)));
      } else if (slash >= 0 || name.literal().isPresent()) {
        throw unreadable(entry);
      } else {
        (below ? parents : hosts).add(name.name());
      }
    }
    return new AllowList(hosts, parents, ranges);
  }

  boolean opens(HostName host, @Nullable InetAddress address) {
    return hosts.contains(host.name())
        || isBelowAParent(host)
        || (address != null && ranges.stream().anyMatch(range -> range.holds(address)));
  }

  private boolean isBelowAParent(HostName host) {
    return parents.stream()
        .anyMatch(parent -> !host.name().equals(parent) && host.isWithin(parent));
  }

  private static IllegalArgumentException unreadable(String entry) {
    return new IllegalArgumentException(
        "an allow-list entry must be a host, *.domain, an address or a network like 10.1.0.0/16,"
            + " was '"
            + entry
            + "'");
  }

  /// All addresses that share the first `bits` bits.
  record Range(InetAddress first, int bits) {

    static Range of(InetAddress address, @Nullable String prefix) {
      int longest = address.getAddress().length * Byte.SIZE;
      int bits = prefix == null ? longest : number(prefix, longest);
      return new Range(address, bits);
    }

    private static int number(String prefix, int longest) {
      if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > longest) {
        throw new IllegalArgumentException(
            "a network's prefix must be 0 to " + longest + ", was '" + prefix + "'");
      }
      return Integer.parseInt(prefix);
    }

    boolean holds(InetAddress other) {
      byte[] ours = first.getAddress();
      byte[] theirs = other.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
