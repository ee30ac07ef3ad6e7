package dev.nautilus.bench;

import java.util.Locale;

/// A line of the goal table.
///
/// @param what the figure
/// @param onDisk whether messages were on disk before they were confirmed
/// @param goal what it should be
/// @param measured what it was, the median over the rounds; `-` when it was not measured
/// @param verdict whether that is enough
record Goal(String what, OnDisk onDisk, String goal, String measured, Verdict verdict) {

  /// What a figure says of durability.
  enum OnDisk {
    NO,
    YES,
    /// It compares one with the other.
    BOTH
  }

  /// How a figure did.
  enum Verdict {
    REACHED("reached"),
    NOT_REACHED("**not reached**"),
    /// Also when it was measured under conditions that say too little.
    NOT_MEASURED("not measured");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    static Verdict of(boolean reached) {
      return reached ? REACHED : NOT_REACHED;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// The line as a row of a table.
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |",
        what,
        onDisk.name().toLowerCase(Locale.ROOT),
        goal,
        measured,
        verdict);
  }

  static Goal notMeasured(String what, OnDisk onDisk, String goal) {
    return new Goal(what, onDisk, goal, "-", Verdict.NOT_MEASURED);
  }
}
