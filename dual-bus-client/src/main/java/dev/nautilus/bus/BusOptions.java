package dev.nautilus.bus;

import java.time.Duration;

/// How a client behaves, the same for both buses.
///
/// @param connectTimeout longest wait for a connection when subscribing
/// @param commandTimeout longest wait for Redis to answer one command
/// @param deliveryTimeout longest time a publish stays unconfirmed before it ends as
///   OUTCOME_UNKNOWN or NOT_SENT
/// @param bufferBytes most bytes waiting to be sent per stream; beyond that publishes are refused
/// @param maxMessageBytes largest encoded payload
/// @param frameMessages most messages in one frame
/// @param retention how long a stream on the MarketData bus is kept for catching up
/// @param retryDelay wait before a failed message is handed to its handler again
/// @param drainTimeout longest wait in `close` for what is still to be sent
public record BusOptions(
    Duration connectTimeout,
    Duration commandTimeout,
    Duration deliveryTimeout,
    int bufferBytes,
    int maxMessageBytes,
    int frameMessages,
    Duration retention,
    Duration retryDelay,
    Duration drainTimeout) {

  /// What a client has unless told otherwise.
  public static final BusOptions DEFAULTS =
      new BusOptions(
          Duration.ofSeconds(10),
          Duration.ofSeconds(7),
          Duration.ofMinutes(2),
          16 << 20,
          8 << 20,
          128,
          Duration.ofMinutes(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  public BusOptions {
    if (frameMessages < 1 || frameMessages > 4096) {
      throw new IllegalArgumentException("frameMessages must be 1 to 4096, was " + frameMessages);
    }
    if (maxMessageBytes < 1 || maxMessageBytes > bufferBytes) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be 1 to bufferBytes (" + bufferBytes + "), was " + maxMessageBytes);
    }
  }
}
