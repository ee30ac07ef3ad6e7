package dev.nautilus.bench.hub;

/// One line of the report.
///
/// @param what was measured
/// @param measured with its unit
/// @param goal as the plan states it
/// @param verdict whether it was reached
record Figure(String what, String measured, String goal, Verdict verdict) {

  /// What came of a goal.
  enum Verdict {
    REACHED("reached"),
    MISSED("not reached"),
    /// It could not be measured here; the figure says why.
    UNKNOWN("not measured"),
    /// There is no goal; it explains another figure.
    NONE("-");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    static Verdict of(boolean reached) {
      return reached ? REACHED : MISSED;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  static Figure skipped(String what, String why, String goal) {
    return new Figure(what, why, goal, Verdict.UNKNOWN);
  }

  static Figure aside(String what, String measured) {
    return new Figure(what, measured, "", Verdict.NONE);
  }

  /// A row of a table.
  String row() {
    return "| %s | %s | %s | %s |".formatted(what, measured, goal, verdict);
  }
}
