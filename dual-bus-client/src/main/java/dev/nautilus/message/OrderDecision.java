package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// Risk's answer to an order request; without one in time the order is denied.
///
/// @param clientOrderId the order decided on
/// @param account whose money
/// @param verdict what may be done
/// @param quantity how much may be done: all of it, less of it, or 0 when denied
/// @param rule stable code of the rule that denied or reduced (`MAX_POSITION`, `HALTED`); empty
///   when allowed
/// @param detail a sentence with the numbers; empty when allowed
/// @param decidedAt when (UTC)
public record OrderDecision(
    String clientOrderId,
    String account,
    InstrumentId instrument,
    Verdict verdict,
    BigDecimal quantity,
    String rule,
    String detail,
    Instant decidedAt) {

  /// What may be done.
  public enum Verdict {
    /// The order as asked.
    ALLOW,
    /// The order with less quantity.
    REDUCE,
    /// Nothing.
    DENY
  }

  public OrderDecision {
    Guard.text(clientOrderId, "clientOrderId");
    Guard.text(account, "account");
    Guard.notNegative(quantity, "quantity");
    if ((verdict == Verdict.DENY) != (quantity.signum() == 0)) {
      throw new IllegalArgumentException(
          "quantity must be 0 when denied and only then, was %s for %s"
              .formatted(quantity, verdict));
    }
    if ((verdict == Verdict.ALLOW) != rule.isEmpty()) {
      throw new IllegalArgumentException(
          "a rule must be named unless allowed, was '%s' for %s".formatted(rule, verdict));
    }
  }
}
