package dev.nautilus.engines.ml;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// History of all instruments, until all of it is there. It is learned in the order of time: a
/// model that learned one instrument after the other would know of each what was to come for the
/// rest. Confined to the engine thread.
final class PastBars {
  private final List<InstrumentId> instruments;
  private final BarSpec spec;
  private final Set<InstrumentId> unanswered;
  private final List<Bar> bars = new ArrayList<>();

  PastBars(List<InstrumentId> instruments, BarSpec spec) {
    this.instruments = instruments;
    this.spec = spec;
    unanswered = new HashSet<>(instruments);
  }

  /// Takes an answer in; one that holds nothing is an answer too.
  ///
  /// @return all bars in the order of time, once the last answer has come; empty before
  List<Bar> add(List<InstrumentId> asked, Stream<Bar> answer) {
    answer
        .filter(bar -> bar.spec().equals(spec) && instruments.contains(bar.instrument()))
        .forEach(bars::add);
    asked.forEach(unanswered::remove);
    if (!unanswered.isEmpty()) {
      return List.of();
    }
    bars.sort(
        Comparator.comparing(Bar::start)
            .thenComparingInt(bar -> instruments.indexOf(bar.instrument())));
    List<Bar> all = List.copyOf(bars);
    bars.clear();
    unanswered.addAll(instruments);
    return all;
  }
}
