package dev.nautilus.engines.collateral;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.collateral.method.MarginLevel;
import dev.nautilus.message.MarginCall;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/// The call of one account: warned, issued, met or liquidated. One at a time, each with an id of
/// its own; each status is told once. Confined to the engine thread.
final class MarginCallFile {
  private static final BigDecimal WARNED_BELOW = new BigDecimal("1.25");

  private final String account;
  private long number;
  private long sales;
  private Stage stage = Stage.NONE;
  private Instant issuedAt = Instant.EPOCH;
  private Instant deadline = Instant.EPOCH;
  private Instant soldAt = Instant.EPOCH;

  /// Where the call stands.
  enum Stage {
    /// No call, no warning.
    NONE,
    /// Warned.
    WARNED,
    /// Called.
    ISSUED,
    /// Positions are sold.
    LIQUIDATING
  }

  MarginCallFile(String account) {
    this.account = account;
  }

  Stage stage() {
    return stage;
  }

  String callId() {
    return account + "-call-" + number;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  Instant deadline() {
    return deadline;
  }

  /// Id of the next sale.
  String nextSale(Instant now) {
    soldAt = now;
    sales++;
    return callId() + "-" + sales;
  }

  Instant soldAt() {
    return soldAt;
  }

  /// Takes a step that the account's level asks for.
  ///
  /// @param due when a call that is issued now must be met
  /// @return what is to be told; empty when nothing changes
  Optional<MarginCall> judge(MarginFigures figures, Instant now, Instant due) {
    MarginLevel level = figures.level();
    boolean late = stage == Stage.ISSUED && !now.isBefore(deadline);
    Stage next =
        switch (level) {
          case OK -> Stage.NONE;
          case WARN -> stage == Stage.NONE || stage == Stage.WARNED ? Stage.WARNED : Stage.NONE;
          case CALL -> late || stage == Stage.LIQUIDATING ? Stage.LIQUIDATING : Stage.ISSUED;
          case LIQUIDATE -> Stage.LIQUIDATING;
        };
    if (next == stage) {
      return Optional.empty();
    }
    if (stage == Stage.NONE) {
      number++;
      issuedAt = now;
      deadline = due;
    }
    if (next == Stage.ISSUED) {
      deadline = due;
    }
    stage = next;
    return Optional.of(message(figures));
  }

  private MarginCall message(MarginFigures figures) {
    return new MarginCall(
        callId(),
        account,
        switch (stage) {
          case NONE -> MarginCall.Status.MET;
          case WARNED -> MarginCall.Status.WARNED;
          case ISSUED -> MarginCall.Status.ISSUED;
          case LIQUIDATING -> MarginCall.Status.LIQUIDATING;
        },
        amount(figures),
        figures.currency(),
        issuedAt,
        deadline.isBefore(issuedAt) ? issuedAt : deadline,
        figures.simulated());
  }

  /// What is missing, rounded up to the minor unit: to 1.25 of the maintenance for a warning, to
  /// the maintenance for a call.
  private BigDecimal amount(MarginFigures figures) {
    BigDecimal wanted =
        stage == Stage.WARNED
            ? figures.maintenance().multiply(WARNED_BELOW)
            : figures.maintenance();
    return stage == Stage.NONE
        ? BigDecimal.ZERO
        : wanted
            .subtract(figures.equity())
            .max(BigDecimal.ZERO)
            .setScale(MinorUnit.digits(figures.currency()), RoundingMode.UP);
  }

  void write(StateOutput out) {
    out.whole(number).whole(sales).text(stage.name());
    out.instant(issuedAt).instant(deadline).instant(soldAt);
  }

  void read(StateInput in) {
    number = in.whole();
    sales = in.whole();
    stage = Stage.valueOf(in.text());
    issuedAt = in.instant();
    deadline = in.instant();
    soldAt = in.instant();
  }
}
