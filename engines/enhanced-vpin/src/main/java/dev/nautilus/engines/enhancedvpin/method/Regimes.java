package dev.nautilus.engines.enhancedvpin.method;

/// What a score amounts to, with hysteresis: a regime is left at a lower score than it is entered
/// at, so that a score near a threshold does not ring the bell again and again.
///
/// **Source** the alert threshold of 0.99 is that of Easley, López de Prado & O'Hara (2011), JPM
/// 37(2), on the crash of 6 May 2010.
///
/// @param elevated score from which the flow is unusual
/// @param calmAgain score below which it is usual again
/// @param toxic score from which market makers should stand back; 0.99 as published
/// @param toxicNoMore score below which they need not; 0.95 as published
public record Regimes(double elevated, double calmAgain, double toxic, double toxicNoMore) {
  /// How unusual the flow is.
  public enum Level {
    CALM,
    ELEVATED,
    TOXIC
  }

  public Regimes {
    boolean ordered =
        0 <= calmAgain
            && calmAgain <= elevated
            && elevated <= toxicNoMore
            && toxicNoMore <= toxic
            && toxic <= 1;
    if (!ordered) {
      throw new IllegalArgumentException(
          "must hold 0 <= calm again <= elevated <= toxic no more <= toxic <= 1, was %s %s %s %s"
              .formatted(calmAgain, elevated, toxicNoMore, toxic));
    }
  }

  /// The level after a score; unchanged where there is none.
  ///
  /// @param score in [0, 1], or `NaN`
  public Level after(Level before, double score) {
    if (Double.isNaN(score)) {
      return before;
    }
    if (score >= toxic || (before == Level.TOXIC && score > toxicNoMore)) {
      return Level.TOXIC;
    }
    if (score >= elevated || (before != Level.CALM && score > calmAgain)) {
      return Level.ELEVATED;
    }
    return Level.CALM;
  }
}
