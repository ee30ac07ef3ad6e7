package dev.nautilus.simulator.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP answer. Bodies are text: no simulated endpoint serves binary.
///
/// @param headers values by name; cookies are why one name may have several
public record Reply(int status, Map<String, List<String>> headers, String body) {

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply of(int status, String contentType, String body) {
    return new Reply(status, Map.of("content-type", List.of(contentType)), body);
  }

  /// The same answer with one more header; a name that is already there gets a second value.
  public Reply with(String header, String value) {
    Map<String, List<String>> more = new TreeMap<>(headers);
    List<String> values = new ArrayList<>(more.getOrDefault(header, List.of()));
    values.add(value);
    more.put(header, List.copyOf(values));
    return new Reply(status, more, body);
  }
}
