package dev.nautilus.message;

import java.time.Duration;

/// A publisher that had been called silent is heard again, it or its successor: an instance that
/// was restarted has the same name and another incarnation. Made by each client for its own
/// subscribers.
///
/// @param stream where it publishes
/// @param engine the engine that publishes
/// @param instance which instance of it
/// @param publisher its incarnation now, hexadecimal
/// @param silentFor how long nothing had come
public record SourceResumed(
    String stream, String engine, String instance, String publisher, Duration silentFor) {
  public SourceResumed {
    Guard.text(stream, "stream");
  }
}
