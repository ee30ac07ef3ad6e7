package dev.nautilus.message;

import java.time.Duration;

/// A publisher of market data has not been heard of for three heartbeats and did not say goodbye:
/// its newest values must not be taken for live. Made by each client for its own subscribers.
///
/// @param stream where it publishes
/// @param engine the engine that publishes
/// @param instance which instance of it
/// @param publisher its incarnation, hexadecimal
/// @param lastSequence the last number it is known to have given
/// @param silentFor how long nothing came
public record SourceSilent(
    String stream,
    String engine,
    String instance,
    String publisher,
    long lastSequence,
    Duration silentFor) {
  public SourceSilent {
    Guard.text(stream, "stream");
    Guard.notNegative(lastSequence, "lastSequence");
  }
}
