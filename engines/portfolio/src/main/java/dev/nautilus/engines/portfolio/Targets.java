package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.portfolio.PortfolioProperties.OptimiserSetting;
import dev.nautilus.engines.portfolio.method.Bounds;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.engines.portfolio.method.Rebalancing;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioTarget;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// From weights that were found to what each account is told to hold.
final class Targets {
  private final OptimiserSetting setting;
  private final Ledger ledger;
  private final PriceBoard board;

  Targets(OptimiserSetting setting, Ledger ledger, PriceBoard board) {
    this.setting = setting;
    this.ledger = ledger;
    this.board = board;
  }

  /// Tells every account what the configured method finds; as of the end of the newest day.
  void tellAll(CloseTable.History history, Outbox outbox) {
    WeightSearch.Found found =
        new WeightSearch(
                history,
                Optional.empty(),
                setting,
                new Bounds(setting.lower(), setting.upper(), 1),
                OptionalDouble.empty(),
                List.of(),
                Map.of())
            .run();
    for (Account account : ledger.accounts()) {
      outbox.emit(MessageType.PORTFOLIO_TARGET, target(account, found));
    }
  }

  /// What an account should hold: the weights found, with those that are nearly right left as they
  /// are and not more traded than is allowed.
  PortfolioTarget target(Account account, WeightSearch.Found found) {
    double[] held = held(account, found.symbols());
    double[] wanted =
        Rebalancing.weights(held, found.weights(), setting.noTradeBand(), setting.turnoverCap());
    List<PortfolioTarget.Weight> weights = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] != 0) {
        weights.add(new PortfolioTarget.Weight(found.symbols().get(i), wanted[i]));
      }
    }
    double earned = found.performance().expectedReturn();
    return new PortfolioTarget(
        account.name(),
        found.method().word(),
        found.objective(),
        weights,
        Double.isFinite(earned) ? OptionalDouble.of(earned) : OptionalDouble.empty(),
        OptionalDouble.of(found.performance().volatility()),
        endOf(found),
        found.simulated());
  }

  private static Instant endOf(WeightSearch.Found found) {
    return found.date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Present weights; 0 where the value is not known.
  private double[] held(Account account, List<InstrumentId> symbols) {
    Valuation valuation = Valuation.of(account, board);
    double[] weights = new double[symbols.size()];
    if (!valuation.isKnown() || valuation.value().signum() <= 0) {
      return weights;
    }
    Map<InstrumentId, BigDecimal> exposures = new HashMap<>();
    for (Holding holding : account.holdings()) {
      Position position = holding.position();
      Optional<BigDecimal> rate = board.rate(holding.currency(), account.currency());
      Optional<PriceBoard.Mark> mark = board.mark(holding.instrument());
      if (!position.isFlat() && rate.isPresent() && mark.isPresent()) {
        exposures.merge(
            holding.instrument(),
            position.exposure(mark.get().price()).multiply(rate.get()),
            BigDecimal::add);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          exposures
              .getOrDefault(symbols.get(i), BigDecimal.ZERO)
              .divide(valuation.value(), MathContext.DECIMAL64)
              .doubleValue();
    }
    return weights;
  }
}
