package dev.nautilus.hub.desk;

/// How much is done to have a value at hand.
public enum CacheMode {
  /// Kept until it expires.
  MINIMAL,
  /// And fetched anew before it expires, while somebody asks for it.
  MODERATE,
  /// And served past its lifetime, marked, when nothing newer can be had; and fetched before
  /// anybody asks, when it is likely that somebody will.
  AGGRESSIVE;

  boolean refreshesAhead() {
    return this != MINIMAL;
  }
}
