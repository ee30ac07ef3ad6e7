package dev.nautilus.hub.vendor;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a vendor may send us on to: its own hosts, never to a plainer scheme.
record RedirectRule(List<String> domains) {

  /// The URL to go on with; empty when it leads elsewhere or nowhere.
  Optional<URI> follow(URI from, String location) {
    URI to = resolve(from, location);
    if (to == null || to.getHost() == null || to.getUserInfo() != null) {
      return Optional.empty();
    }
    boolean sameScheme =
        to.getScheme().equalsIgnoreCase(from.getScheme()) || to.getScheme().equals("https");
    boolean sameServer =
        to.getHost().equalsIgnoreCase(from.getHost()) && to.getPort() == from.getPort();
    return sameScheme && (sameServer || isOwn(to.getHost())) ? Optional.of(to) : Optional.empty();
  }

  private boolean isOwn(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return domains.stream().anyMatch(d -> name.equals(d) || name.endsWith("." + d));
  }

  private static @Nullable URI resolve(URI from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException notAUrl) {
      return null;
    }
  }
}
