package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.BuiltBar;
import dev.nautilus.engines.marketdata.method.HeikinAshi;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.engines.marketdata.method.TimeBars;
import dev.nautilus.engines.marketdata.method.TimeBars.Begun;
import dev.nautilus.engines.marketdata.method.TimeBars.Cut;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bars of one length of time. The first bar is told only when what was before the engine listened
/// has been put into it: half a bar would look like a whole one. Averaged (Heikin-Ashi) bars are
/// told once: a correction would change all that follow.
final class TimeStream implements BarStream {
  /// @param joined start of the bar that was growing when the first print came; null before
  /// @param whole whether that bar has been completed
  /// @param averaged the averaged bar before; only of Heikin-Ashi bars
  record State(
      TimeBars.State bars, @Nullable Instant joined, boolean whole, @Nullable BuiltBar averaged) {}

  private final BarSpec spec;
  private final BarWriter writer;
  private final Duration length;
  private final TimeBars bars;
  private final @Nullable HeikinAshi average;
  private @Nullable Instant joined;
  private boolean whole;

  TimeStream(BarSpec spec, TimeBars bars, BarWriter writer) {
    this.spec = spec;
    this.bars = bars;
    length = BarKinds.length(spec).orElseThrow();
    this.writer = writer;
    average = BarKinds.isHeikinAshi(spec) ? new HeikinAshi() : null;
  }

  @Override
  public List<Bar> accept(Print print) {
    List<Cut> cuts = bars.accept(print);
    if (joined == null) {
      joined = bars.at(print.at()).map(Begun::start).orElse(null);
    }
    return write(cuts);
  }

  @Override
  public List<Bar> advance(Instant now) {
    return write(bars.advance(now));
  }

  @Override
  public List<Bar> mend(Mend mend) {
    if (average != null || length.compareTo(Duration.ofMinutes(1)) < 0) {
      return List.of(); // a minute says nothing of its seconds
    }
    Optional<Cut> cut;
    Begun begun = bars.at(mend.start()).orElse(null);
    if (begun == null) {
      cut = mend.joining() ? Optional.empty() : bars.insert(mend.start(), mend.vendor());
    } else {
      cut = bars.correct(begun.start(), begun.bar().mendedBy(mend.vendor(), mend.built()));
    }
    return write(cut.stream().toList());
  }

  /// What was before the first print is in the bars now.
  List<Bar> complete() {
    whole = true;
    if (joined == null || average != null || length.compareTo(Duration.ofMinutes(1)) < 0) {
      return List.of();
    }
    return bars.named(joined).filter(begun -> begun.revision() >= 0).stream()
        .map(begun -> writer.write(spec, begun.start(), begun.bar(), begun.revision()))
        .toList();
  }

  /// The finished or growing bar of an instant.
  Optional<Begun> at(Instant instant) {
    return bars.at(instant);
  }

  private List<Bar> write(List<Cut> cuts) {
    return cuts.stream()
        .filter(this::isWhole)
        .filter(cut -> average == null || cut.revision() == 0)
        .map(this::write)
        .toList();
  }

  private boolean isWhole(Cut cut) {
    return whole || !cut.start().equals(joined);
  }

  private Bar write(Cut cut) {
    BuiltBar bar = average == null ? cut.bar() : average.next(cut.bar());
    return writer.write(spec, cut.start(), bar, cut.revision());
  }

  @Override
  public long late() {
    return bars.late();
  }

  State state() {
    return new State(bars.state(), joined, whole, average == null ? null : average.state());
  }

  void restore(State state) {
    bars.restore(state.bars());
    joined = state.joined();
    whole = state.whole();
    if (average != null) {
      average.restore(state.averaged());
    }
  }
}
