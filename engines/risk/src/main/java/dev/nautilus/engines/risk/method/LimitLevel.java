package dev.nautilus.engines.risk.method;

/// How far a limit is used up, with hysteresis: up at once, down only when well below the step.
///
/// **Definition** the level is the highest whose share is reached; a lower one is taken only once
/// the use is below `share × (1 - 0.05)` of the step that is left. **Source** the steps 80 % and
/// 100 % and the hysteresis of 5 % are this fleet's limit policy; trading stops at 120 %.
public enum LimitLevel {
  /// Well within.
  OK(0),
  /// 80 % used.
  WARN(0.8),
  /// Used up.
  BREACH(1),
  /// So far over that trading stops.
  HALT(1.2);

  /// How far below a step the use must fall before the step is left.
  public static final double HYSTERESIS = 0.05;

  private final double share;

  LimitLevel(double share) {
    this.share = share;
  }

  /// The level that follows this one.
  ///
  /// @param used share of the limit that is used, 0 or more
  public LimitLevel next(double used) {
    LimitLevel reached = OK;
    for (LimitLevel level : values()) {
      boolean left = level.compareTo(this) <= 0;
      double step = left ? level.share * (1 - HYSTERESIS) : level.share;
      if (used >= step) {
        reached = level;
      }
    }
    return reached;
  }
}
