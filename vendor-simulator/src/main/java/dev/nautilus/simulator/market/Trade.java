package dev.nautilus.simulator.market;

import java.time.Instant;

/// One trade on the tape.
///
/// @param size units traded; 0 where the instrument reports no volume
/// @param aggressor who crossed the spread
public record Trade(Instant at, double price, long size, Side aggressor) {}
