package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.TlsMaterial;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/// Where the hub is when the bus does not answer, `nautilus.bus.hub.*`.
///
/// @param url `http://host:8800` or `https://...`; without it the host comes from
///   MARKETDATA_HUB_HOST, then localhost, and the port from MARKETDATA_HUB_PORT, then 8800; `https`
///   when there is a bundle
/// @param token shown to a hub that is not open to everybody; needs the scope `read`
/// @param ssl how the hub's own certificate is checked
@ConfigurationProperties("nautilus.bus.hub")
public record MarketDataProperties(
    @Nullable String url, @Nullable String token, @DefaultValue Ssl ssl) {
  /// TLS to the hub's REST, and to pages of engines.
  ///
  /// @param bundle SSL bundle whose truststore says which authorities are trusted, and whose
  ///   keystore, if it has one, is shown. A URL that says `http://` ends the start then. Without it
  ///   `https://` trusts what the JDK does
  public record Ssl(@Nullable String bundle) {
    public Ssl {
      bundle = bundle == null || bundle.isBlank() ? null : bundle;
    }
  }

  /// Where the hub is.
  public URI hub(Environment environment) {
    if (url != null && !url.isBlank()) {
      return URI.create(url);
    }
    String host = environment.getProperty("MARKETDATA_HUB_HOST", "localhost");
    // The same name tells a hub where to listen: everywhere is nowhere to call.
    String target = host.isBlank() || host.equals("0.0.0.0") ? "localhost" : host;
    String port = environment.getProperty("MARKETDATA_HUB_PORT", "8800");
    return URI.create((ssl.bundle() == null ? "http://" : "https://") + target + ":" + port);
  }

  /// What is shown to the hub and trusted; null when that is left to the JDK.
  ///
  /// @param bundles of this application; null when it has none
  public @Nullable Supplier<TlsMaterial> material(@Nullable SslBundles bundles) {
    return BundleMaterial.of(bundles, ssl.bundle(), "nautilus.bus.hub.ssl.bundle");
  }

  @Override
  public String toString() {
    return "MarketDataProperties[url=" + url + "]";
  }
}
