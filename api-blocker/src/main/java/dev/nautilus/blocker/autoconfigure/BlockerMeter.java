package dev.nautilus.blocker.autoconfigure;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/// Every meter of the blocker.
enum BlockerMeter implements MeterDocumentation {
  /// Direct calls of this process, refused or only seen, one per connection attempt. In a process
  /// with several applications each shows those of all.
  ATTEMPTS("nautilus.blocker.attempts", Meter.Type.COUNTER, "calls"),
  /// All of them together; there from the start, so that a rate sees the first one too.
  TOTAL("nautilus.blocker.calls", Meter.Type.COUNTER, "calls"),
  /// Direct calls that were counted but not told to every listener.
  UNREPORTED("nautilus.blocker.unreported", Meter.Type.COUNTER, "calls"),
  /// 1 while direct calls of this process fail; 0 without the agent, while it only watches, and
  /// when one of its hooks does not work.
  ENFORCING("nautilus.blocker.enforcing", Meter.Type.GAUGE, null);

  /// Tags of the blocker's meters.
  enum Tag implements KeyName {
    /// The destination; `(other)` beyond 500 of them.
    HOST,
    /// Where it was seen.
    HOOK;

    @Override
    public String asString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String unit;

  BlockerMeter(String meterName, Meter.Type type, @Nullable String unit) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public KeyName[] getKeyNames() {
    return this == ATTEMPTS ? Tag.values() : new KeyName[0];
  }
}
