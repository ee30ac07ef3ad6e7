package dev.nautilus.bus.marketdata;

import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The newest value that this process knows, with what its reader needs to judge it. Never changes,
/// but for its age.
///
/// @param <P> the kind of datum
public final class Latest<P extends MarketDatum> {
  private final P datum;
  private final boolean live;
  private final long received;
  private final LongSupplier nanos;

  /// @param received when the hub received it, in this process's steady nanoseconds
  Latest(P datum, boolean live, long received, LongSupplier nanos) {
    this.datum = datum;
    this.live = live;
    this.received = received;
    this.nanos = nanos;
  }

  /// The value.
  public P datum() {
    return datum;
  }

  /// Time since the hub received it. It is read off this process's own steady clock when it is
  /// asked for, so that a look that does not ask for it costs no look at a clock, and a clock that
  /// differs from the hub's enters once, when the value arrives, and never makes it negative.
  public Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - received);
  }

  /// Orders the values of one symbol and type, the same on every path; see
  /// [dev.nautilus.message.Provenance].
  public long version() {
    return datum.provenance().version();
  }

  /// True when a newer value would have been here by now, as far as anybody could tell when this
  /// was looked up: the symbol is followed, the bus is connected, the publisher is heard of, and
  /// nothing is missing since this value came. A lost connection shows within about a second; a
  /// silent publisher after three of its heartbeats. An old value may be live: nothing newer has
  /// been said.
  public boolean live() {
    return live;
  }

  @Override
  public String toString() {
    return "Latest[%s, version %d, %s old%s]"
        .formatted(datum, version(), age(), live ? ", live" : "");
  }
}
