package dev.nautilus.hub.desk;

import dev.nautilus.message.MarketDatum;
import java.util.List;

/// The data that answer one inquiry.
///
/// @param data at least one datum, oldest first, each with its version (0 while the hub has no
///   term)
/// @param truncated true when the vendor capped the rows
public record Sheet(List<MarketDatum> data, boolean truncated) {
  public Sheet {
    data = List.copyOf(data);
    if (data.isEmpty()) {
      throw new IllegalArgumentException("a sheet must hold data: nothing is a refusal");
    }
  }

  /// The newest datum.
  public MarketDatum newest() {
    return data.getLast();
  }
}
