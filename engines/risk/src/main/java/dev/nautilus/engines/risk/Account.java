package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.risk.method.LimitLevel;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of an account. Confined to the engine thread.
final class Account {
  /// Where a limit stands.
  ///
  /// @param used in the limit's unit
  record Use(LimitLevel level, double used, Instant since) {}

  private final String name;
  private final Map<InstrumentId, PositionChange> positions = new TreeMap<>();
  private final Map<String, Use> uses = new TreeMap<>();
  private final OpenOrders orders;
  private @Nullable PortfolioUpdate worth;
  private @Nullable MarginUpdate margin;
  private String halted = "";
  private boolean manual;
  private List<RiskMetric> metrics = List.of();
  private Instant measuredAt = Instant.EPOCH;
  private @Nullable RiskState told;

  Account(String name, int ordersRemembered) {
    this.name = name;
    orders = new OpenOrders(ordersRemembered);
  }

  String name() {
    return name;
  }

  /// Orders decided on and not yet seen in positions.
  OpenOrders orders() {
    return orders;
  }

  /// Takes a position as it is now.
  void take(PositionChange change) {
    BigDecimal before = position(change.instrument());
    orders.filled(change.instrument(), change.quantity().subtract(before));
    if (change.quantity().signum() == 0) {
      positions.remove(change.instrument());
    } else {
      positions.put(change.instrument(), change);
    }
  }

  void take(PortfolioUpdate update) {
    worth = update;
  }

  void take(MarginUpdate update) {
    margin = update;
  }

  /// Held, negative when short.
  BigDecimal position(InstrumentId symbol) {
    PositionChange held = positions.get(symbol);
    return held == null ? BigDecimal.ZERO : held.quantity();
  }

  Map<InstrumentId, PositionChange> positions() {
    return positions;
  }

  /// What the account is worth; null before the portfolio engine has said so.
  @Nullable PortfolioUpdate worth() {
    return worth;
  }

  @Nullable MarginUpdate margin() {
    return margin;
  }

  Map<String, Use> uses() {
    return uses;
  }

  /// Stops trading until somebody resumes it.
  void halt(String reason, boolean byHand) {
    halted = reason;
    manual = byHand;
  }

  void resume() {
    halted = "";
    manual = false;
  }

  /// Why trading was stopped; empty when it was not.
  String halted() {
    return halted;
  }

  boolean isManual() {
    return manual;
  }

  List<RiskMetric> metrics() {
    return metrics;
  }

  Instant measuredAt() {
    return measuredAt;
  }

  void measured(List<RiskMetric> newest, Instant at) {
    metrics = List.copyOf(newest);
    measuredAt = at;
  }

  /// What was told of its state last; null before anything was.
  @Nullable RiskState told() {
    return told;
  }

  void told(RiskState state) {
    told = state;
  }

  void write(StateOutput out) {
    out.all(positions.values(), (to, each) -> to.payload(MessageType.POSITION_CHANGE, each));
    out.all(
        uses.entrySet(),
        (to, each) ->
            to.text(each.getKey())
                .text(each.getValue().level().name())
                .real(each.getValue().used())
                .instant(each.getValue().since()));
    orders.write(out);
    optional(out, MessageType.PORTFOLIO_UPDATE, worth);
    optional(out, MessageType.MARGIN_UPDATE, margin);
    out.text(halted).flag(manual).instant(measuredAt);
    out.all(metrics, (to, each) -> to.payload(MessageType.RISK_METRIC, each));
    optional(out, MessageType.RISK_STATE, told);
  }

  private static <P> void optional(StateOutput out, MessageType<P> type, @Nullable P payload) {
    out.flag(payload != null);
    if (payload != null) {
      out.payload(type, payload);
    }
  }

  void read(StateInput in) {
    in.all(each -> each.payload(MessageType.POSITION_CHANGE))
        .forEach(each -> positions.put(each.instrument(), each));
    in.all(
        each ->
            uses.put(
                    each.text(),
                    new Use(LimitLevel.valueOf(each.text()), each.real(), each.instant()))
                == null);
    orders.read(in);
    worth = in.flag() ? in.payload(MessageType.PORTFOLIO_UPDATE) : null;
    margin = in.flag() ? in.payload(MessageType.MARGIN_UPDATE) : null;
    halted = in.text();
    manual = in.flag();
    measuredAt = in.instant();
    metrics = List.copyOf(in.all(each -> each.payload(MessageType.RISK_METRIC)));
    told = in.flag() ? in.payload(MessageType.RISK_STATE) : null;
  }
}
