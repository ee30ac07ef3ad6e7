package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// An account must bring in money or shrink. Express lane; booked at most once per `callId` and
/// status.
///
/// @param callId unique
/// @param account whose
/// @param status where the call stands
/// @param amount still missing, in `currency`, 0 or more
/// @param currency ISO code
/// @param issuedAt when the call was made (UTC)
/// @param deadline when it must be met (UTC), not before `issuedAt`
/// @param simulated true when any input does not come from a real market
public record MarginCall(
    String callId,
    String account,
    Status status,
    BigDecimal amount,
    String currency,
    Instant issuedAt,
    Instant deadline,
    boolean simulated) {

  /// Where a call stands.
  public enum Status {
    /// Close to a call: equity below 1.25 of maintenance.
    WARNED,
    /// Called.
    ISSUED,
    /// Paid, or no longer needed.
    MET,
    /// Not met in time, or too deep to wait: positions are sold.
    LIQUIDATING
  }

  public MarginCall {
    Guard.text(callId, "callId");
    Guard.text(account, "account");
    Guard.notNegative(amount, "amount");
    Guard.text(currency, "currency");
    Guard.ordered(issuedAt, deadline);
  }
}
