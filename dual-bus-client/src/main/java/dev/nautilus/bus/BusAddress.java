package dev.nautilus.bus;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where one Redis is and who we are there.
///
/// @param host name or address
/// @param port 1 to 65535
/// @param username ACL user, null for the default user
/// @param password null for none; never logged
/// @param tls whether the connection is encrypted
/// @param material what is shown and trusted then, asked for each connection; null for what the JDK
///   trusts
public record BusAddress(
    String host,
    int port,
    @Nullable String username,
    @Nullable String password,
    boolean tls,
    @Nullable Supplier<TlsMaterial> material) {

  public BusAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
    }
    if (material != null && !tls) {
      throw new IllegalArgumentException(
          ("with TLS on, the URL of a Redis must begin with rediss://, was redis://%s:%d: write"
                  + " rediss://%s:%d, or take the SSL bundle away (nautilus.bus.ssl.bundle)")
              .formatted(host, port, host, port));
    }
  }

  /// With what the JDK trusts, when it is encrypted.
  public BusAddress(
      String host, int port, @Nullable String username, @Nullable String password, boolean tls) {
    this(host, port, username, password, tls, null);
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
    return new BusAddress(host, port, user, secret, tls, material);
  }

  /// The same Redis, with this shown and trusted; null changes nothing.
  ///
  /// @throws IllegalArgumentException when it would be reached in plain text
  public BusAddress trusting(@Nullable Supplier<TlsMaterial> with) {
    return with == null ? this : new BusAddress(host, port, username, password, tls, with);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host + ":" + port;
  }
}
