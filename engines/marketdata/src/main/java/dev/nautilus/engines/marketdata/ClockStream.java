package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.BarCutter;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import java.time.Instant;
import java.util.List;

/// Bars of another clock than time. What was missed of the tape cannot be put back into them: a
/// vendor tells minutes, not trades.
final class ClockStream implements BarStream {
  private final BarSpec spec;
  private final BarCutter cutter;
  private final BarWriter writer;
  private long late;

  /// @param late how many prints came too late
  record State(BarCutter.State cutter, long late) {}

  ClockStream(BarSpec spec, BarWriter writer) {
    this.spec = spec;
    this.writer = writer;
    cutter = BarKinds.cutter(spec);
  }

  @Override
  public List<Bar> accept(Print print) {
    if (cutter.isLate(print)) {
      late++;
      return List.of();
    }
    return cutter.accept(print).stream()
        .map(bar -> writer.write(spec, bar.first(), bar, 0))
        .toList();
  }

  @Override
  public List<Bar> advance(Instant now) {
    return List.of();
  }

  @Override
  public List<Bar> mend(Mend mend) {
    return List.of();
  }

  @Override
  public long late() {
    return late;
  }

  State state() {
    return new State(cutter.state(), late);
  }

  void restore(State state) {
    cutter.restore(state.cutter());
    late = state.late();
  }
}
