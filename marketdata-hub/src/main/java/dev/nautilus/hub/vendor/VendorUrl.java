package dev.nautilus.hub.vendor;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Builds a request URL, percent-encoding whatever comes from outside, so that no symbol can change
/// the path, add a parameter or leave the host.
public final class VendorUrl {
  private final StringBuilder url;
  private boolean hasQuery;

  private VendorUrl(String base) {
    this.url = new StringBuilder(base);
  }

  /// Starts from a base URL without a query.
  public static VendorUrl of(URI base) {
    String text = base.toString();
    return new VendorUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /// Appends a path of our own, slashes kept.
  public VendorUrl path(String fixed) {
    url.append('/').append(fixed);
    return this;
  }

  /// Appends one segment that came from outside.
  public VendorUrl segment(String foreign) {
    url.append('/').append(encoded(foreign));
    return this;
  }

  /// Adds a parameter.
  public VendorUrl with(String name, String value) {
    url.append(hasQuery ? '&' : '?').append(name).append('=').append(encoded(value));
    hasQuery = true;
    return this;
  }

  /// Adds a parameter.
  public VendorUrl with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /// The finished URL.
  public URI uri() {
    return URI.create(url.toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
