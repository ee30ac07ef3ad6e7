package dev.nautilus.hub.vendor;

import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Instant;

/// What all data of one answer have in common.
///
/// @param source who said it
/// @param receivedAt when the hub had the answer
/// @param simulated true when it does not come from a real market
public record Receipt(Source source, Instant receivedAt, boolean simulated) {

  /// Provenance of a datum that the source saw at this instant; its version is still to be
  /// assigned.
  public Provenance seenAt(Instant observedAt) {
    return new Provenance(source, observedAt, receivedAt, 0, simulated);
  }

  /// Provenance of a datum for which the source states no time of its own.
  public Provenance seenNow() {
    return seenAt(receivedAt);
  }
}
