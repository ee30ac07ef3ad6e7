package dev.nautilus.message;

import java.time.Instant;

/// An engine tried to reach a vendor by itself instead of asking the hub. Express lane.
///
/// @param engine who
/// @param instance which instance of it
/// @param host the vendor's host, as it was called
/// @param port 0 to 65535; 0 when only a name was looked up
/// @param caller the calling code, `class.method:line`
/// @param blocked true when the attempt failed, false when it was only seen
/// @param attempts how many this message stands for, 1 or more
/// @param at the latest of them (UTC)
public record DirectApiViolation(
    String engine,
    String instance,
    String host,
    int port,
    String caller,
    boolean blocked,
    long attempts,
    Instant at) {

  public DirectApiViolation {
    Guard.text(engine, "engine");
    Guard.text(instance, "instance");
    Guard.text(host, "host");
    Guard.positive(attempts, "attempts");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
  }
}
