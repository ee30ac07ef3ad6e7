package dev.nautilus.engines.marketdata;

import dev.nautilus.message.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The newest bars of each kind, for those who ask; a correction takes the place of what it
/// corrects. What was shown once is not built anew until it changes.
final class RecentBars {
  private final int kept;
  private final Map<String, List<Bar>> bars = new LinkedHashMap<>();
  private final Map<String, List<Bar>> shown = new LinkedHashMap<>();

  RecentBars(List<String> specs, int kept) {
    this.kept = kept;
    specs.forEach(
        spec -> {
          bars.put(spec, new ArrayList<>());
          shown.put(spec, List.of());
        });
  }

  void add(Bar bar) {
    String spec = bar.spec().code();
    List<Bar> all = bars.computeIfAbsent(spec, _ -> new ArrayList<>());
    int at = bar.revision() == 0 && bar.spec().duration().isEmpty() ? all.size() : place(all, bar);
    if (at < all.size() && all.get(at).start().equals(bar.start())) {
      all.set(at, bar);
    } else {
      all.add(at, bar);
    }
    if (all.size() > kept) {
      all.removeFirst();
    }
    shown.remove(spec);
  }

  private static int place(List<Bar> all, Bar bar) {
    int at = all.size();
    while (at > 0 && !all.get(at - 1).start().isBefore(bar.start())) {
      at--;
    }
    return at;
  }

  /// By spec, oldest first.
  Map<String, List<Bar>> view() {
    bars.forEach((spec, all) -> shown.computeIfAbsent(spec, _ -> List.copyOf(all)));
    Map<String, List<Bar>> ordered = new LinkedHashMap<>();
    bars.keySet().forEach(spec -> ordered.put(spec, shown.getOrDefault(spec, List.of())));
    return ordered;
  }
}
