package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The newest bars of each kind, for those who ask; a correction takes the place of what it
/// corrects. There are thousands: what was shown once is not built anew until it changes, and how a
/// bar is saved is found once, when it comes.
final class RecentBars {
  /// @param saved the bar as it lies in a state
  @SuppressWarnings("ArrayRecordComponent") // bytes to be written, never compared
  private record Kept(Bar bar, byte[] saved) {
    static Kept of(Bar bar) {
      return new Kept(bar, PayloadCodecs.of(MessageType.BAR).encode(bar));
    }
  }

  private final int most;
  private final Map<String, List<Kept>> bars = new LinkedHashMap<>();
  private final Map<String, List<Bar>> shown = new LinkedHashMap<>();

  RecentBars(List<String> specs, int most) {
    this.most = most;
    specs.forEach(
        spec -> {
          bars.put(spec, new ArrayList<>());
          shown.put(spec, List.of());
        });
  }

  void add(Bar bar) {
    String spec = bar.spec().code();
    List<Kept> all = bars.computeIfAbsent(spec, _ -> new ArrayList<>());
    int at = bar.revision() == 0 && bar.spec().duration().isEmpty() ? all.size() : place(all, bar);
    if (at < all.size() && all.get(at).bar.start().equals(bar.start())) {
      all.set(at, Kept.of(bar));
    } else {
      all.add(at, Kept.of(bar));
    }
    if (all.size() > most) {
      all.removeFirst();
    }
    shown.remove(spec);
  }

  private static int place(List<Kept> all, Bar bar) {
    int at = all.size();
    while (at > 0 && !all.get(at - 1).bar.start().isBefore(bar.start())) {
      at--;
    }
    return at;
  }

  /// By spec, oldest first.
  Map<String, List<Bar>> view() {
    bars.forEach(
        (spec, all) -> shown.computeIfAbsent(spec, _ -> all.stream().map(Kept::bar).toList()));
    Map<String, List<Bar>> ordered = new LinkedHashMap<>();
    bars.keySet().forEach(spec -> ordered.put(spec, shown.getOrDefault(spec, List.of())));
    return ordered;
  }

  void write(StateOutput out) {
    out.all(bars.values(), (to, all) -> to.all(all, (each, kept) -> each.bytes(kept.saved)));
  }

  /// Into one of the same kinds.
  void read(StateInput in) {
    List<List<Bar>> saved = in.all(each -> each.all(bar -> bar.payload(MessageType.BAR)));
    if (saved.size() != bars.size()) {
      throw new IllegalArgumentException(
          "a state must hold bars of %d kinds, held %d".formatted(bars.size(), saved.size()));
    }
    int place = 0;
    for (List<Kept> all : bars.values()) {
      all.clear();
      saved.get(place++).forEach(bar -> all.add(Kept.of(bar)));
    }
    shown.clear();
  }
}
