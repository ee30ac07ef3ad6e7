package dev.nautilus.bench.scale;

import dev.nautilus.bus.Bus;

/// What was measured once.
///
/// @param bus which bus
/// @param masters of the Redis
/// @param partitions streams that the family is spread over
/// @param engines processes that heard everything
/// @param seconds how long
/// @param sent messages confirmed meanwhile
/// @param delivered to all engines together meanwhile
/// @param redisCpu seconds of all masters
/// @param redisBytes sent by all masters
/// @param publisherCpu seconds
/// @param enginesCpu seconds, all together
/// @param lost deliveries that never came, from the first message to the last
/// @param faults out of order within their key, doubled, or not confirmed
record ScalePoint(
    Bus bus,
    int masters,
    int partitions,
    int engines,
    double seconds,
    long sent,
    long delivered,
    double redisCpu,
    double redisBytes,
    double publisherCpu,
    double enginesCpu,
    long lost,
    long faults) {

  ScalePoint {
    if (engines < 1 || masters < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "a point must have engines, masters and time, had %d, %d and %s"
              .formatted(engines, masters, seconds));
    }
  }

  double deliveriesPerSecond() {
    return delivered / seconds;
  }

  double deliveriesPerRedisSecond() {
    return delivered / redisCpu;
  }

  /// Redis seconds for one message with all its deliveries.
  double redisSecondsPerMessage() {
    return redisCpu * engines / delivered;
  }

  /// Share of one core that each master used, on average.
  double coreOfAMaster() {
    return redisCpu / seconds / masters;
  }

  double bytesPerDelivery() {
    return redisBytes / delivered;
  }

  double engineSecondsPerDelivery() {
    return enginesCpu / delivered;
  }

  boolean isClean() {
    return lost == 0 && faults == 0 && delivered > 0;
  }
}
