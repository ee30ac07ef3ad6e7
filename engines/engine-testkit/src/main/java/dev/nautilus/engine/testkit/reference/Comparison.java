package dev.nautilus.engine.testkit.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Collects differences of one case; the verdict names the first few of them.
public final class Comparison {

  private static final int SHOWN = 5;

  private final List<String> differences = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private int compared;
  private int different;

  /// Compares one number.
  public Comparison number(String what, double expected, double actual, Tolerance tolerance) {
    compared++;
    if (!tolerance.accepts(expected, actual)) {
      differ("%s expected %s, was %s".formatted(what, expected, actual));
    }
    return this;
  }

  /// Compares arrays number by number; another length is a difference.
  public Comparison numbers(String what, double[] expected, double[] actual, Tolerance tolerance) {
    compared++;
    if (expected.length != actual.length) {
      differ("%s expected %d numbers, was %d".formatted(what, expected.length, actual.length));
      return this;
    }
    for (int i = 0; i < expected.length; i++) {
      number(what + "[" + i + "]", expected[i], actual[i], tolerance);
    }
    return this;
  }

  /// Compares texts, flags, lists: anything with `equals`.
  public Comparison same(String what, Object expected, Object actual) {
    compared++;
    if (!Objects.equals(expected, actual)) {
      differ("%s expected %s, was %s".formatted(what, expected, actual));
    }
    return this;
  }

  /// Notes something missing or impossible as a difference.
  public Comparison differ(String difference) {
    different++;
    if (differences.size() < SHOWN) {
      differences.add(difference);
    }
    return this;
  }

  /// States a rule that was chosen for this case, for the report.
  public Comparison rule(String rule) {
    rules.add(rule);
    return this;
  }

  /// Pass if something was compared and nothing differed.
  public Verdict verdict() {
    String used = rules.isEmpty() ? "" : "; rules: " + String.join("; ", rules);
    if (different > 0) {
      String more = different > SHOWN ? " and " + (different - SHOWN) + " more" : "";
      return Verdict.fail(
          different
              + " of "
              + compared
              + " differ: "
              + String.join(", ", differences)
              + more
              + used);
    }
    if (compared == 0) {
      return Verdict.fail("nothing was compared" + used);
    }
    return Verdict.pass(compared + " compared" + used);
  }
}
