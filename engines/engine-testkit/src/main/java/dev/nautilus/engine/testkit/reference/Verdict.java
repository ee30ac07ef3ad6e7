package dev.nautilus.engine.testkit.reference;

/// Whether a case was reproduced.
///
/// @param reason why not; for a pass what was compared, with any rule that had to be chosen
public record Verdict(boolean passed, String reason) {

  public static Verdict pass(String what) {
    return new Verdict(true, what);
  }

  public static Verdict fail(String why) {
    return new Verdict(false, why);
  }
}
