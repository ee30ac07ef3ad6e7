package dev.nautilus.blocker;

import java.io.IOException;
import java.net.URI;

/// A direct call was refused. Whoever uses a client library finds it by walking the causes.
///
/// Not a `ConnectException` and no `RuntimeException`: clients retry the first, or drop it as a
/// cause, and leak their descriptor at the second.
public final class DirectCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String engine;
  private final String host;
  private final int port;
  private final BlockMode mode;
  private final URI hub;
  private final boolean vendor;

  DirectCallException(BlockerSettings settings, String host, int port, Decision.Reason reason) {
    super(text(settings, host, port, reason));
    this.engine = settings.engine();
    this.host = host;
    this.port = port;
    this.mode = settings.mode();
    this.hub = settings.hub();
    this.vendor = reason == Decision.Reason.VENDOR;
  }

  /// Whose process it is.
  public String engine() {
    return engine;
  }

  /// Where it wanted to go, in normal form.
  public String host() {
    return host;
  }

  /// 0 when only a name was known.
  public int port() {
    return port;
  }

  /// Why it was not merely counted.
  public BlockMode mode() {
    return mode;
  }

  /// Where to ask instead.
  public URI hub() {
    return hub;
  }

  /// Whether it is a vendor's, whom only the hub asks; else it is a host that nobody opened.
  public boolean isVendor() {
    return vendor;
  }

  private static String text(
      BlockerSettings settings, String host, int port, Decision.Reason reason) {
    String where = port == 0 ? host : host + ":" + port;
    String instead =
        reason == Decision.Reason.VENDOR
            ? "MarketDataClient.get(...) does that, or GET "
                + settings.hub()
                + "/api/v1/{type}/{symbol}; GET "
                + settings.hub()
                + "/api/v1/sources lists what it serves."
            : "If the engine needs it, put it on the allow-list ("
                + BlockerSettings.ALLOW_VARIABLE
                + "); market data comes from the hub at "
                + settings.hub()
                + ".";
    return "direct call from engine '"
        + settings.engine()
        + "' to "
        + where
        + " refused (mode "
        + settings.mode()
        + "): "
        + reason.text()
        + ". "
        + instead;
  }
}
