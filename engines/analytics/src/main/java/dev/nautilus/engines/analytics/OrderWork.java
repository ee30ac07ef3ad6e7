package dev.nautilus.engines.analytics;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.analytics.method.ExecutionCost;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Bar;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Measure;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// An order on its way and the market it met. Confined to the engine thread.
final class OrderWork {
  final String orderId;
  final String account;
  final String strategy;
  final InstrumentId instrument;
  private final int side;
  private final double arrival;
  private final Instant decidedAt;
  private final Instant expiresAt;
  private BigDecimal ordered;
  private BigDecimal filled = BigDecimal.ZERO;
  private double notional;
  private double fees;
  private String currency = "";
  private Instant lastFill;
  private boolean complete;
  private double marketNotional;
  private double marketVolume;
  private boolean simulated;

  /// @param account whose money
  /// @param strategy who decided; empty when the order itself was not heard
  /// @param ordered quantity asked for
  /// @param arrival price when it was decided; `NaN` when none was known
  record Start(
      String orderId,
      String account,
      String strategy,
      InstrumentId instrument,
      Side side,
      BigDecimal ordered,
      double arrival,
      Instant decidedAt,
      Instant expiresAt) {}

  OrderWork(Start start) {
    orderId = start.orderId;
    account = start.account;
    strategy = start.strategy;
    instrument = start.instrument;
    side = start.side == Side.SELL ? -1 : 1;
    ordered = start.ordered;
    arrival = start.arrival;
    decidedAt = start.decidedAt;
    expiresAt = start.expiresAt;
    lastFill = start.decidedAt;
  }

  /// Risk allowed only so much.
  void reduce(BigDecimal quantity) {
    ordered = quantity;
  }

  void fill(Fill fill) {
    filled = filled.add(fill.quantity());
    notional += fill.quantity().multiply(fill.price()).doubleValue();
    fees += fill.commission().doubleValue();
    currency = fill.currency();
    simulated |= fill.simulated();
    complete |= fill.remaining().signum() == 0;
    lastFill = fill.executedAt().isAfter(lastFill) ? fill.executedAt() : lastFill;
  }

  boolean isComplete() {
    return complete;
  }

  boolean isUntouched() {
    return filled.signum() == 0;
  }

  /// Takes in a minute of the market.
  ///
  /// @param end first instant after the bar
  /// @return whether nothing more can come: its last fill's minute is known, or it has expired
  boolean see(Bar bar, Instant end) {
    boolean during = end.isAfter(decidedAt) && (!complete || !bar.start().isAfter(lastFill));
    if (during) {
      double typical = (bar.high() + bar.low() + bar.close()) / 3;
      marketNotional += bar.volume() * bar.vwap().orElse(typical);
      marketVolume += bar.volume();
    }
    return complete ? end.isAfter(lastFill) : !end.isBefore(expiresAt);
  }

  /// What it cost.
  ///
  /// @param last price when it ended
  AnalyticsResult cost(double last) {
    double vwap = marketVolume > 0 ? marketNotional / marketVolume : Double.NaN;
    ExecutionCost cost =
        ExecutionCost.of(
            new ExecutionCost.Worked(
                side, ordered.max(filled).doubleValue(), filled.doubleValue(), notional, fees),
            arrival,
            last,
            vwap);
    List<Measure> measures =
        List.of(
            Statistics.measure("arrival_price", arrival, currency),
            Statistics.measure("average_price", cost.averagePrice(), currency),
            Statistics.measure("interval_vwap", vwap, currency),
            Statistics.measure("filled", cost.filled(), "count"),
            Statistics.measure("fill_rate", cost.filled() / ordered.doubleValue(), "fraction"),
            Statistics.measure("execution_cost", cost.executionCost(), currency),
            Statistics.measure("opportunity_cost", cost.opportunityCost(), currency),
            Statistics.measure("fees", fees, currency),
            Statistics.measure("shortfall", cost.shortfallBps(), "bps"),
            Statistics.measure("vwap_slippage", cost.vwapSlippageBps(), "bps"));
    return new AnalyticsResult(
        account,
        AnalyticsResult.Kind.EXECUTION_COST,
        "order " + orderId,
        decidedAt.isAfter(lastFill) ? lastFill : decidedAt,
        lastFill.plusNanos(1),
        measures,
        simulated);
  }

  void write(StateOutput out) {
    out.text(orderId).text(account).text(strategy).text(instrument.value()).whole(side);
    out.text(ordered.toString()).real(arrival).instant(decidedAt).instant(expiresAt);
    out.text(filled.toString()).real(notional).real(fees).text(currency).instant(lastFill);
    out.flag(complete).real(marketNotional).real(marketVolume).flag(simulated);
  }

  static OrderWork read(StateInput in) {
    String orderId = in.text();
    String account = in.text();
    String strategy = in.text();
    InstrumentId instrument = InstrumentId.of(in.text());
    Side side = in.whole() < 0 ? Side.SELL : Side.BUY;
    BigDecimal ordered = new BigDecimal(in.text());
    OrderWork work =
        new OrderWork(
            new Start(
                orderId,
                account,
                strategy,
                instrument,
                side,
                ordered,
                in.real(),
                in.instant(),
                in.instant()));
    work.filled = new BigDecimal(in.text());
    work.notional = in.real();
    work.fees = in.real();
    work.currency = in.text();
    work.lastFill = in.instant();
    work.complete = in.flag();
    work.marketNotional = in.real();
    work.marketVolume = in.real();
    work.simulated = in.flag();
    return work;
  }
}
