package dev.nautilus.message;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// How well a part of the fleet does its work: an engine, a model, the gateway.
///
/// @param subject what is measured (`ml/logistic`, `websocket`)
/// @param name of the measure (`accuracy`, `sessions`, `latency_p99`)
/// @param value missing when undefined
/// @param unit `fraction`, `count`, `ms`, `per_second`; empty when it has none
/// @param window what it covers; zero for a momentary value
/// @param at end of the window (UTC)
public record PerformanceMetric(
    String subject, String name, OptionalDouble value, String unit, Duration window, Instant at) {

  public PerformanceMetric {
    Guard.text(subject, "subject");
    Guard.text(name, "name");
    Guard.finite(value, name);
    if (window.isNegative()) {
      throw new IllegalArgumentException("window must not be negative, was " + window);
    }
  }
}
