package dev.nautilus.bench.load;

import org.jspecify.annotations.Nullable;

/// What one JVM measured of one contender in one scenario.
///
/// @param candidate who
/// @param scenario in what
/// @param seconds how long was measured, warm-up and draining apart
/// @param messages sent and confirmed (publish only) or delivered to all, while measured
/// @param deliveries handed to a subscriber while measured; the same as `messages` when nobody
///   listens
/// @param redisCpuSeconds user and system time of the server while measured
/// @param jvmCpuSeconds user and system time of the measured JVM: publisher, subscribers, collector
/// @param allocatedBytes by all threads of the JVM while measured, the publisher's too
/// @param payloadBytes of those, what the harness made for the client to send; its handlers
///   allocate nothing
/// @param lost messages that were sent at any time and never came
/// @param doubled messages that came again
/// @param outOfOrder messages that came after a later one
/// @param failures messages that were refused or not confirmed
/// @param stalls how often a handler stopped for 400 ms, as it is meant to once where somebody
///   listens
/// @param senderLateP99Nanos how much later than intended the publisher itself was; 0 at full speed
/// @param latency compressed HdrHistogram in base 64, nanoseconds from intended send to handler;
///   null at full speed
public record Outcome(
    Candidate candidate,
    Scenario scenario,
    double seconds,
    double messages,
    long deliveries,
    double redisCpuSeconds,
    double jvmCpuSeconds,
    long allocatedBytes,
    long payloadBytes,
    long lost,
    long doubled,
    long outOfOrder,
    long failures,
    int stalls,
    long senderLateP99Nanos,
    @Nullable String latency) {

  private static final double KEPT_UP = 0.95;

  /// Messages a second.
  public double messageRate() {
    return messages / seconds;
  }

  /// Deliveries a second.
  public double deliveryRate() {
    return deliveries / seconds;
  }

  /// Seconds of the server's processor per million deliveries.
  public double redisCpuPerMillion() {
    return redisCpuSeconds * 1e6 / deliveries;
  }

  /// Seconds of the JVM's processors per million deliveries, the publisher's too.
  public double jvmCpuPerMillion() {
    return jvmCpuSeconds * 1e6 / deliveries;
  }

  /// Share of one processor that the server took.
  public double redisCpuShare() {
    return redisCpuSeconds / seconds;
  }

  /// Bytes that the client and whatever it uses allocated per delivery.
  public double bytesPerDelivery() {
    return (double) (allocatedBytes - payloadBytes) / deliveries;
  }

  /// Whether it kept up with its steady rate.
  public boolean keptUp() {
    return messageRate() >= KEPT_UP * scenario.rate();
  }

  /// Whether each message came once and in order.
  public boolean faultless() {
    return lost == 0 && doubled == 0 && outOfOrder == 0 && failures == 0;
  }
}
