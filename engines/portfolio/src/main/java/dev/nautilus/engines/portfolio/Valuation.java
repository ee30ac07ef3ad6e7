package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What an account is worth in its own currency, exact.
///
/// **Definition** value = cash + positions at their marks; what currencies alone did is `value -
/// paid in - realised - unrealised`, and 0 in an account of one currency. Leverage = gross exposure
/// over value. **Undefined** (empty) when a position has no mark or a currency no rate: missing is
/// never 0.
///
/// @param missing what is not known; empty when the value is
/// @param currencyProfit of the exchange rates alone
record Valuation(
    BigDecimal value,
    BigDecimal cash,
    BigDecimal gross,
    BigDecimal net,
    BigDecimal realised,
    BigDecimal unrealised,
    BigDecimal currencyProfit,
    boolean simulated,
    String missing) {

  /// Sums that are still growing.
  private static final class Sums {
    private final PriceBoard board;
    private final String currency;
    private BigDecimal cash = BigDecimal.ZERO;
    private BigDecimal realised = BigDecimal.ZERO;
    private BigDecimal unrealised = BigDecimal.ZERO;
    private BigDecimal positions = BigDecimal.ZERO;
    private BigDecimal gross = BigDecimal.ZERO;
    private BigDecimal net = BigDecimal.ZERO;
    private boolean simulated;
    private String missing = "";

    private Sums(PriceBoard board, String currency) {
      this.board = board;
      this.currency = currency;
    }

    private BigDecimal rate(String from, BigDecimal amount) {
      if (amount.signum() == 0) {
        return BigDecimal.ZERO;
      }
      Optional<BigDecimal> rate = board.rate(from, currency);
      if (rate.isEmpty()) {
        missing = "no rate from " + from + " to " + currency;
      }
      return amount.multiply(rate.orElse(BigDecimal.ZERO));
    }

    private void add(Holding holding) {
      Position position = holding.position();
      if (position.isFlat()) {
        return;
      }
      Optional<PriceBoard.Mark> mark = board.mark(holding.instrument());
      if (mark.isEmpty()) {
        missing = "no price of " + holding.instrument();
        return;
      }
      BigDecimal price = mark.get().price();
      BigDecimal exposure = rate(holding.currency(), position.exposure(price));
      simulated |= holding.simulated() || mark.get().simulated();
      unrealised = unrealised.add(rate(holding.currency(), position.unrealised(price)));
      positions = positions.add(rate(holding.currency(), position.value(price)));
      gross = gross.add(exposure.abs());
      net = net.add(exposure);
    }
  }

  static Valuation of(Account account, PriceBoard board) {
    Sums sums = new Sums(board, account.currency());
    for (Map.Entry<String, BigDecimal> each : account.cash().entrySet()) {
      sums.cash = sums.cash.add(sums.rate(each.getKey(), each.getValue()));
    }
    for (Map.Entry<String, BigDecimal> each : account.realised().entrySet()) {
      sums.realised = sums.realised.add(sums.rate(each.getKey(), each.getValue()));
    }
    account.holdings().forEach(sums::add);
    BigDecimal value = sums.cash.add(sums.positions);
    return new Valuation(
        value,
        sums.cash,
        sums.gross,
        sums.net,
        sums.realised,
        sums.unrealised,
        value.subtract(account.paidIn()).subtract(sums.realised).subtract(sums.unrealised),
        sums.simulated,
        sums.missing);
  }

  boolean isKnown() {
    return missing.isEmpty();
  }

  /// Growth since the last close, cleaned of what was paid in today; empty on the first day.
  OptionalDouble dayReturn(Account account) {
    List<Account.DayClose> days = account.days();
    if (days.isEmpty()) {
      return OptionalDouble.empty();
    }
    BigDecimal start = days.getLast().value().add(account.paidInToday());
    return start.signum() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            value.divide(start, MathContext.DECIMAL64).subtract(BigDecimal.ONE).doubleValue());
  }

  /// The message; the value counts for the highest so far.
  PortfolioUpdate message(Account account, Instant at) {
    BigDecimal peak = account.peak(value);
    OptionalDouble leverage =
        value.signum() <= 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(gross.divide(value, MathContext.DECIMAL64).doubleValue());
    OptionalDouble drawdown =
        peak.signum() <= 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                Math.clamp(1 - value.divide(peak, MathContext.DECIMAL64).doubleValue(), 0.0, 1.0));
    String currency = account.currency();
    return new PortfolioUpdate(
        account.name(),
        currency,
        MinorUnit.round(value, currency),
        MinorUnit.round(cash, currency),
        MinorUnit.round(gross, currency),
        MinorUnit.round(net, currency),
        MinorUnit.round(realised, currency),
        MinorUnit.round(unrealised, currency),
        leverage,
        dayReturn(account),
        drawdown,
        at,
        simulated);
  }
}
