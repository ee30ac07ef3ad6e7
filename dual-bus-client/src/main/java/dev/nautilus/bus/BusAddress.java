package dev.nautilus.bus;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where one Redis is and who we are there.
///
/// @param host name or address
/// @param port 1 to 65535
/// @param username ACL user, null for the default user
/// @param password null for none; never logged
/// @param tls whether the connection is encrypted
public record BusAddress(
    String host, int port, @Nullable String username, @Nullable String password, boolean tls) {

  public BusAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
    }
  }

  /// Reads `redis://[user:password@]host[:port]` or `rediss://...` (TLS); the port defaults to that
  /// of the bus.
  ///
  /// @param defaultPort when the URI names none
  public static BusAddress of(URI uri, int defaultPort) {
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("redis".equals(scheme) || "rediss".equals(scheme))) {
      throw new IllegalArgumentException(
          "a bus URL must be like redis://[user:password@]host:port, had scheme '"
              + scheme
              + "' and host '"
              + uri.getHost()
              + "'");
    }
    String user = uri.getUserInfo();
    int colon = user == null ? -1 : user.indexOf(':');
    return new BusAddress(
        uri.getHost(),
        uri.getPort() < 0 ? defaultPort : uri.getPort(),
        user == null || colon <= 0 ? null : user.substring(0, colon),
        user == null ? null : user.substring(colon + 1),
        "rediss".equals(scheme));
  }

  /// The same Redis, entered as somebody.
  public BusAddress loggedInAs(String user, String secret) {
    return new BusAddress(host, port, user, secret, tls);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host + ":" + port;
  }
}
