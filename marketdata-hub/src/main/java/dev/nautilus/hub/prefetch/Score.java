package dev.nautilus.hub.prefetch;

/// How often guesses came true, the recent ones counting more, and whether they are good enough to
/// be acted upon.
///
/// Not safe by itself: used by the one thread that learns.
final class Score {
  private static final double KEEP = 0.97;
  private static final double ENOUGH = 12;

  private final double silentBelow;
  private final double speakFrom;
  private double right;
  private double all;
  private boolean silent;

  Score(double silentBelow, double speakFrom) {
    this.silentBelow = silentBelow;
    this.speakFrom = speakFrom;
  }

  void settle(boolean cameTrue) {
    right = right * KEEP + (cameTrue ? 1 : 0);
    all = all * KEEP + 1;
    if (all >= ENOUGH) {
      double precision = right / all;
      silent = silent ? precision < speakFrom : precision < silentBelow;
    }
  }

  /// Whether guesses are only made to see whether they would be right.
  boolean isSilent() {
    return silent;
  }
}
