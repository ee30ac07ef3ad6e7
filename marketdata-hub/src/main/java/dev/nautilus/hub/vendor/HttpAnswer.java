package dev.nautilus.hub.vendor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came back over HTTP, decompressed and within the size limit.
///
/// **Threads** Immutable; the body is not copied, so nobody may write to it.
public final class HttpAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /// @param headers by any spelling of the name
  public HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    Map<String, List<String>> byLowerCase = new TreeMap<>();
    headers.forEach((name, values) -> byLowerCase.put(name.toLowerCase(Locale.ROOT), values));
    this.headers = Map.copyOf(byLowerCase);
    this.body = body;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// All values of a header.
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /// The first value of a header; empty when it was not sent.
  public String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// The body's bytes.
  public byte[] body() {
    return body;
  }

  /// Whether it sends us on to another place.
  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> !header("location").isEmpty();
      default -> false;
    };
  }

  /// What the body looks like.
  public BodyKind kind() {
    return BodyKind.of(body);
  }

  /// The body as text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The beginning of the body in one line, for a sentence in an error. It may still hold secrets:
  /// [VendorHttp] takes them out of every refusal that passes through it.
  public String excerpt() {
    String start = new String(body, 0, Math.min(body.length, 160), StandardCharsets.UTF_8);
    return start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
