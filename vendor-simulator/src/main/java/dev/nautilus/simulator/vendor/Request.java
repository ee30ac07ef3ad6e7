package dev.nautilus.simulator.vendor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP request as a vendor sees it, already decoded.
///
/// @param gaps values of the path template's gaps
/// @param query parameters in order of appearance; a name may come twice
/// @param headers by lower-case name
public record Request(
    String method,
    String path,
    Map<String, String> gaps,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body) {

  public Request {
    gaps = Map.copyOf(gaps);
    headers = Map.copyOf(headers);
  }

  /// Value of a gap that the endpoint's template declares.
  public String gap(String name) {
    String value = gaps.get(name);
    if (value == null) {
      throw new IllegalArgumentException("must be one of " + gaps.keySet() + ", was " + name);
    }
    return value;
  }

  /// First value of a query parameter; an empty one counts as not given.
  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).findFirst();
  }

  public String parameter(String name, String otherwise) {
    return parameter(name).orElse(otherwise);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  public Request withGaps(Map<String, String> values) {
    return new Request(method, path, values, query, headers, body);
  }
}
