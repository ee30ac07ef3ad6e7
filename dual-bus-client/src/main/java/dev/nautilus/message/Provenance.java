package dev.nautilus.message;

import java.time.Instant;

/// Where a market datum comes from and how it is ordered against others of its type and symbol.
///
/// @param source who said it
/// @param observedAt when the source saw it (UTC, the source's clock), not when we received it
/// @param receivedAt when the hub received it (UTC, the hub's clock)
/// @param version orders the values of one (type, symbol): term << 40 | counter, assigned by the
///   hub, never goes back and is the same on every path; 0 means not yet assigned
/// @param simulated true when it does not come from a real market
public record Provenance(
    Source source, Instant observedAt, Instant receivedAt, long version, boolean simulated) {

  public Provenance {
    if (version < 0) {
      throw new IllegalArgumentException("version must be 0 or more, was " + version);
    }
  }

  /// The same provenance under another version.
  public Provenance withVersion(long newVersion) {
    return new Provenance(source, observedAt, receivedAt, newVersion, simulated);
  }
}
