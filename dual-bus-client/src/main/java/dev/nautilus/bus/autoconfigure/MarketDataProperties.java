package dev.nautilus.bus.autoconfigure;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;

/// Where the hub is when the bus does not answer, `nautilus.bus.hub.*`.
///
/// @param url `http://host:8800`; without it the host comes from MARKETDATA_HUB_HOST, then
///   localhost, and the port from MARKETDATA_HUB_PORT, then 8800
/// @param token shown to a hub that is not open to everybody; needs the scope `read`
@ConfigurationProperties("nautilus.bus.hub")
public record MarketDataProperties(@Nullable String url, @Nullable String token) {
  /// Where the hub is.
  public URI hub(Environment environment) {
    if (url != null && !url.isBlank()) {
      return URI.create(url);
    }
    String host = environment.getProperty("MARKETDATA_HUB_HOST", "localhost");
    // The same name tells a hub where to listen: everywhere is nowhere to call.
    String target = host.isBlank() || host.equals("0.0.0.0") ? "localhost" : host;
    String port = environment.getProperty("MARKETDATA_HUB_PORT", "8800");
    return URI.create("http://" + target + ":" + port);
  }

  @Override
  public String toString() {
    return "MarketDataProperties[url=" + url + "]";
  }
}
