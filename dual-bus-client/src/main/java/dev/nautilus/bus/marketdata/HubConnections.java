package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.TlsFailure;
import dev.nautilus.bus.TlsMaterial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HTTP connections to the hub and to the pages of engines. When the TLS material changes, calls
/// that have begun end on their connections, and the next call opens new ones. Safe for use by many
/// threads.
public final class HubConnections {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final @Nullable Supplier<TlsMaterial> tls;
  private @Nullable TlsMaterial madeOf;
  private @Nullable HttpClient client;

  /// @param tls what is shown and trusted, asked for each call; null for what the JDK trusts
  public HubConnections(@Nullable Supplier<TlsMaterial> tls) {
    this.tls = tls;
  }

  /// The client to call with, for this call.
  public synchronized HttpClient client() {
    TlsMaterial now = tls == null ? null : tls.get();
    HttpClient known = client;
    if (known == null || !Objects.equals(now, madeOf)) {
      HttpClient.Builder fresh =
          HttpClient.newBuilder()
              .version(Version.HTTP_1_1)
              .followRedirects(Redirect.NEVER)
              .connectTimeout(PATIENCE);
      if (now != null) {
        fresh.sslContext(now.context()).sslParameters(now.parameters());
      }
      known = fresh.build();
      client = known;
      madeOf = now;
    }
    return known;
  }

  /// An address that may be called.
  ///
  /// @throws IllegalArgumentException when there is TLS material and the address is in plain text
  public URI admitted(URI url) {
    if (tls != null && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "with an SSL bundle for HTTP, an address must begin with https://, was '"
              + url
              + "': write https://, or take the bundle away (nautilus.bus.hub.ssl.bundle)");
    }
    return url;
  }

  /// Why a call failed, in words that say what to do when TLS is the reason.
  public static String explained(Throwable failure) {
    return TlsFailure.of(failure)
        .map(trouble -> trouble.explained(failure))
        .orElseGet(failure::toString);
  }
}
