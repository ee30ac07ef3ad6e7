package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.BuiltBar;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes finished bars of one instrument as messages, and gives them their versions. A version is
/// that of the newest print, or one more than the version before where that is higher: it rises
/// with every bar and, as the hub's do, over restarts.
final class BarWriter {
  static final Source SOURCE = Source.of("marketdata");

  /// @param newest where the newest print came from; null before the first
  /// @param version of the newest bar
  record State(@Nullable Provenance newest, long version, boolean simulated) {}

  private final InstrumentId instrument;
  private @Nullable Provenance newest;
  private long version;
  private boolean simulated;

  BarWriter(InstrumentId instrument) {
    this.instrument = instrument;
  }

  /// Tells what the next bars rest on.
  void heard(Provenance provenance) {
    newest = provenance;
    simulated |= provenance.simulated();
  }

  Bar write(BarSpec spec, Instant start, BuiltBar bar, int revision) {
    Provenance last = newest;
    version = Math.max(last == null ? 0 : last.version(), version + 1);
    Instant receivedAt = last == null ? bar.last() : last.receivedAt();
    boolean sided = bar.buyVolume().signum() > 0 || bar.sellVolume().signum() > 0;
    return new Bar(
        instrument,
        spec,
        start,
        bar.open().doubleValue(),
        bar.high().doubleValue(),
        bar.low().doubleValue(),
        bar.close().doubleValue(),
        bar.volume().doubleValue(),
        bar.mended() ? OptionalDouble.empty() : optional(bar.vwap().orElse(null)),
        bar.mended() ? OptionalLong.empty() : OptionalLong.of(bar.count()),
        sided && !bar.mended() ? optional(bar.buyVolume()) : OptionalDouble.empty(),
        sided && !bar.mended() ? optional(bar.sellVolume()) : OptionalDouble.empty(),
        Bar.Origin.BUILT,
        revision,
        true,
        new Provenance(SOURCE, bar.last(), receivedAt, version, simulated));
  }

  private static OptionalDouble optional(@Nullable BigDecimal value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }

  State state() {
    return new State(newest, version, simulated);
  }

  void restore(State state) {
    newest = state.newest();
    version = state.version();
    simulated = state.simulated();
  }
}
