package dev.nautilus.bench.blocker;

/// What a figure says about what was expected.
enum Verdict {
  AS_EXPECTED("as expected"),
  MORE("more than expected"),
  /// It was measured in a way that says too little; the figure is shown all the same.
  NOT_MEASURED("not measured"),
  /// Nothing was expected; it explains another figure.
  NONE("-");

  /// With fewer rounds a figure is a first look.
  static final int LEAST_ROUNDS = 3;

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /// @param rounds how often it was measured
  static Verdict of(boolean asExpected, int rounds) {
    if (rounds < LEAST_ROUNDS) {
      return NOT_MEASURED;
    }
    return asExpected ? AS_EXPECTED : MORE;
  }

  @Override
  public String toString() {
    return word;
  }
}
