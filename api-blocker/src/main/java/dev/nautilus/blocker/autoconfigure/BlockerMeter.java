package dev.nautilus.blocker.autoconfigure;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/// Every meter of the blocker.
enum BlockerMeter implements MeterDocumentation {
  /// Direct calls of this process, refused or only seen, one per connection attempt. In a process
  /// with several applications each shows those of all.
  ATTEMPTS("nautilus.blocker.attempts"),
  /// Direct calls that were counted but not told to every listener.
  UNREPORTED("nautilus.blocker.unreported");

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

  BlockerMeter(String meterName) {
    this.meterName = meterName;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return Meter.Type.COUNTER;
  }

  @Override
  public String getBaseUnit() {
    return "calls";
  }

  @Override
  public KeyName[] getKeyNames() {
    return this == ATTEMPTS ? Tag.values() : new KeyName[0];
  }
}
