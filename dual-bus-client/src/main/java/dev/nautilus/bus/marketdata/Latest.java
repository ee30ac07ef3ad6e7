package dev.nautilus.bus.marketdata;

import dev.nautilus.message.MarketDatum;
import java.time.Duration;

/// The newest value that this process knows, with what its reader needs to judge it.
///
/// @param datum the value
/// @param age since the hub received it; grows by this process's own steady clock, so that a clock
///   that differs from the hub's enters once, when the value arrives, and never makes it negative
/// @param version orders the values of one symbol and type, the same on every path; see
///   [dev.nautilus.message.Provenance]
/// @param live true when a newer value would have been here by now, as far as anybody can tell: the
///   symbol is followed, the bus is connected, the publisher is heard of, and nothing is missing
///   since this value came. A lost connection shows within about a second; a silent publisher after
///   three of its heartbeats. An old value may be live: nothing newer has been said
/// @param <P> the kind of datum
public record Latest<P extends MarketDatum>(P datum, Duration age, long version, boolean live) {}
