package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.TlsMaterial;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects what a [MarketDataClient] needs. Not safe for use by many threads.
public final class MarketDataClientBuilder {
  final DualBusClient bus;
  Duration timeout = Duration.ofSeconds(10);
  @Nullable URI hub;
  @Nullable String token;
  @Nullable Supplier<TlsMaterial> tls;
  InstantSource clock = InstantSource.system();

  MarketDataClientBuilder(DualBusClient bus) {
    this.bus = bus;
  }

  /// Longest wait for one answer, on each way; 10 s unless set.
  ///
  /// @param longest more than 0
  public MarketDataClientBuilder timeout(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("timeout must be more than 0, was " + longest);
    }
    this.timeout = longest;
    return this;
  }

  /// Where the hub is asked when the bus does not answer; nowhere unless set.
  ///
  /// @param url `http://localhost:8800`
  public MarketDataClientBuilder hub(URI url) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "hub must be like http://localhost:8800, was '" + url + "'");
    }
    this.hub = url;
    return this;
  }

  /// What is shown to a hub that is not open to everybody.
  public MarketDataClientBuilder token(@Nullable String secret) {
    this.token = secret == null || secret.isBlank() ? null : secret;
    return this;
  }

  /// What is shown to the hub and trusted, asked for each call; null leaves that to the JDK. A hub
  /// at `http://` is refused then.
  public MarketDataClientBuilder tls(@Nullable Supplier<TlsMaterial> material) {
    this.tls = material;
    return this;
  }

  /// The clock that ages are measured by when a value arrives.
  public MarketDataClientBuilder clock(InstantSource source) {
    this.clock = source;
    return this;
  }

  /// Builds it. It connects to nothing by itself.
  ///
  /// @throws IllegalArgumentException when there is TLS and the hub's address is in plain text
  public MarketDataClient build() {
    return new MarketDataClient(this);
  }
}
