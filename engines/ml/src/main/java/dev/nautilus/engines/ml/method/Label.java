package dev.nautilus.engines.ml.method;

/// What a model learns to expect of the next bars.
public enum Label {
  /// 1 when the close after the horizon is above the close now, else 0.
  SIGN,
  /// The return to the close after the horizon, in standard deviations of such a return: that is
  /// what instruments have in common.
  RETURN,
  /// 1 when the price reaches a barrier above before one as far below, 0 the other way round; when
  /// it reaches neither within the horizon, as SIGN (Lopez de Prado 2018, Advances in Financial
  /// Machine Learning, chapter 3). Both within one bar: which was first is not known, no label.
  TRIPLE_BARRIER;

  /// Whether the outcome is 0 or 1.
  public boolean isClass() {
    return this != RETURN;
  }
}
