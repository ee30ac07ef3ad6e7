package dev.nautilus.simulator.market;

/// A logarithmic return, taken apart into what could have been known and what could not. The path
/// is rounded to ticks only afterwards, so a bar may differ from the sum by a tick.
///
/// @param predictable block drift, slow drift and pull to the base price
/// @param informed drift of the informed episodes
/// @param jumps sudden moves, own and market-wide
/// @param random everything else, the common factors included
public record ReturnParts(double predictable, double informed, double jumps, double random) {

  public double total() {
    return predictable + informed + jumps + random;
  }
}
