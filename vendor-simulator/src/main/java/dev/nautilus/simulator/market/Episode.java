package dev.nautilus.simulator.market;

import java.time.Instant;

/// A spell in which traders who know more push in one direction: most aggressors are on one side,
/// volume rises, the spread widens and the price drifts with the flow.
///
/// @param start first instant, a whole minute
/// @param end first instant after it
/// @param direction the side the informed traders are on
/// @param intensity from 0 (nobody) to 1 (as strong as it gets)
public record Episode(String symbol, Instant start, Instant end, Side direction, double intensity) {

  public boolean covers(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }
}
