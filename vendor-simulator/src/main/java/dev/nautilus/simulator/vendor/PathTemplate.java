package dev.nautilus.simulator.vendor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A path with named gaps: `/options/{symbol}` matches `/options/AAPL`.
public record PathTemplate(String text) {

  /// The values of the gaps, or nothing if the path is another one.
  public Optional<Map<String, String>> match(String path) {
    String[] wanted = text.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      String part = wanted[i];
      if (part.startsWith("{") && !given[i].isEmpty()) {
        values.put(part.substring(1, part.length() - 1), given[i]);
      } else if (!part.equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
