package dev.nautilus.hub.bridge;

import dev.nautilus.bus.lettuce.StreamFacts;
import java.time.Duration;

/// Where the bridge begins in a stream of which no earlier bridge has left a place.
///
/// @param resumes whether places of earlier bridges count: not after one that had drained and
///   stopped, since nobody needs what came meanwhile
/// @param lookBack how long before the newest entry it begins; zero for behind it
record FirstPlace(boolean resumes, Duration lookBack) {
  String of(StreamFacts facts) {
    return lookBack.isZero() ? facts.last() : Places.before(facts.last(), lookBack);
  }
}
