package dev.nautilus.quant.pretrade;

import java.math.BigDecimal;

/// What a check says about an order.
///
/// @param verdict what may be done
/// @param quantity how much: all, less, or 0
/// @param rule stable code of the rule that spoke; empty when all is allowed
/// @param detail a sentence with the numbers; empty when all is allowed
public record Ruling(Verdict verdict, BigDecimal quantity, String rule, String detail) {
  /// What may be done.
  public enum Verdict {
    /// All of it.
    ALLOW,
    /// Part of it.
    REDUCE,
    /// Nothing.
    DENY
  }

  /// All of it.
  public static Ruling allow(BigDecimal quantity) {
    return new Ruling(Verdict.ALLOW, quantity, "", "");
  }

  /// Part of it; nothing when the part is 0.
  public static Ruling reduce(BigDecimal quantity, String rule, String detail) {
    return quantity.signum() <= 0
        ? deny(rule, detail)
        : new Ruling(Verdict.REDUCE, quantity, rule, detail);
  }

  /// Nothing.
  public static Ruling deny(String rule, String detail) {
    return new Ruling(Verdict.DENY, BigDecimal.ZERO, rule, detail);
  }

  /// Whether anything may be done.
  public boolean isAllowed() {
    return verdict != Verdict.DENY;
  }
}
