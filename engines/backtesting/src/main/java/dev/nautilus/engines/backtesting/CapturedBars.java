package dev.nautilus.engines.backtesting;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The newest bars that passed on the bus, by instrument and interval, in the order of their
/// starts. A revision takes the place of what it corrects. Confined to the engine thread.
final class CapturedBars {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::instrument).thenComparing(key -> key.spec.code());

  private record Key(InstrumentId instrument, BarSpec spec) {}

  private final Map<Key, TreeMap<Instant, Bar>> bars = new TreeMap<>(ORDER);
  private final int most;

  CapturedBars(int most) {
    this.most = most;
  }

  void add(Bar bar) {
    if (bar.spec().duration().isEmpty()) {
      return;
    }
    TreeMap<Instant, Bar> of =
        bars.computeIfAbsent(new Key(bar.instrument(), bar.spec()), _ -> new TreeMap<>());
    Bar known = of.get(bar.start());
    if (known == null || known.revision() <= bar.revision()) {
      of.put(bar.start(), bar);
    }
    if (of.size() > most) {
      of.pollFirstEntry();
    }
  }

  /// What can be replayed.
  List<ReplayBar> of(InstrumentId instrument, BarSpec spec) {
    TreeMap<Instant, Bar> found = bars.get(new Key(instrument, spec));
    return found == null ? List.of() : replayed(found.values());
  }

  /// Bars of an answer as a run takes them.
  static List<ReplayBar> answered(Backfill asked, DataResponse answer) {
    return replayed(
        Backfill.completeBars(answer).filter(bar -> bar.spec().equals(asked.interval())).toList());
  }

  /// Bars as a run takes them.
  static List<ReplayBar> replayed(Collection<Bar> bars) {
    List<ReplayBar> replayed = new ArrayList<>();
    for (Bar bar : bars) {
      long start = Duration.between(Instant.EPOCH, bar.start()).toNanos();
      long length = bar.spec().duration().orElse(Duration.ZERO).toNanos();
      replayed.add(
          new ReplayBar(
              0,
              start,
              start + length,
              bar.open(),
              bar.high(),
              bar.low(),
              bar.close(),
              bar.volume()));
    }
    return replayed;
  }

  /// How many of each, by `AAPL 1m`.
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    bars.forEach((key, of) -> counts.put(key.instrument + " " + key.spec, of.size()));
    return counts;
  }

  void write(StateOutput out) {
    out.all(
        bars.values(),
        (to, of) -> to.all(of.values(), (each, bar) -> each.payload(MessageType.BAR, bar)));
  }

  void read(StateInput in) {
    bars.clear();
    in.all(of -> of.all(each -> each.payload(MessageType.BAR)))
        .forEach(of -> of.forEach(this::add));
  }
}
