package dev.nautilus.engines.features.method;

import java.time.Instant;

/// Best bid and ask after one update of the book. A crossed book is data, not an error.
///
/// @param bidSize units wanted at `bid`, 0 or more
/// @param askSize units offered at `ask`, 0 or more
/// @param observedAt when the vendor saw it; several updates may share an instant
public record TopOfBook(
    double bid, double bidSize, double ask, double askSize, Instant observedAt) {

  public TopOfBook {
    requireFinite(bid, "bid");
    requireFinite(ask, "ask");
    requireSize(bidSize, "bidSize");
    requireSize(askSize, "askSize");
  }

  private static void requireFinite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a finite number, was " + value);
    }
  }

  private static void requireSize(double value, String name) {
    requireFinite(value, name);
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, was " + value);
    }
  }
}
