package dev.nautilus.bus.testkit;

/// What a [Relay] does to all of its connections.
///
/// @param delayNanos how much later what is sent arrives
/// @param bytesPerSecond most that passes per connection and direction
/// @param partitioned whether nothing passes
record RelayWeather(long delayNanos, long bytesPerSecond, boolean partitioned) {
  static final RelayWeather FAIR = new RelayWeather(0, Long.MAX_VALUE, false);

  private static final int MOST_AT_ONCE = 16 << 10;

  RelayWeather withDelay(long nanos) {
    return new RelayWeather(nanos, bytesPerSecond, partitioned);
  }

  RelayWeather withBytesPerSecond(long most) {
    return new RelayWeather(delayNanos, most, partitioned);
  }

  RelayWeather withPartition() {
    return new RelayWeather(delayNanos, bytesPerSecond, true);
  }

  /// Most bytes to take at once: those of 50 ms, so that a narrow line flows and does not jump.
  int bytesAtOnce() {
    return (int) Math.max(1, Math.min(MOST_AT_ONCE, bytesPerSecond / 20));
  }

  /// How long so many bytes take to get onto the line.
  long nanosFor(int bytes) {
    return bytesPerSecond == Long.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
  }
}
