package dev.nautilus.engines.collateral;

import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engine.book.Touch;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which positions are closed to restore margin, and in which order.
///
/// **Definition** again and again the position whose closing frees most margin for what it costs
/// (half the spread, five basis points where none is quoted), only as much of it as is needed,
/// until the equity is the maintenance and a buffer. Ties go by symbol, so the order is always the
/// same. **Unit** quantities in instrument units, relief in the account's currency.
final class Liquidation {
  private static final BigDecimal UNQUOTED = new BigDecimal("0.0005");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal LEAST_COST = new BigDecimal("0.0001");

  private final MarginDesk desk;
  private final PriceBoard board;
  private final MarginAccount account;
  private final MarginDesk.WhatIf when;
  private final BigDecimal buffer;

  Liquidation(
      MarginDesk desk,
      PriceBoard board,
      MarginAccount account,
      MarginDesk.WhatIf when,
      BigDecimal buffer) {
    this.desk = desk;
    this.board = board;
    this.account = account;
    this.when = when;
    this.buffer = buffer;
  }

  /// One sale, or one purchase of what is short.
  ///
  /// @param quantity to close, of the sign of the position
  /// @param relief margin that it frees, 0 or more
  record Sale(InstrumentId instrument, BigDecimal quantity, BigDecimal relief) {}

  /// All that is needed, best first.
  List<Sale> plan() {
    Map<InstrumentId, Holding> left = new TreeMap<>(account.holdings());
    List<Sale> sales = new ArrayList<>();
    MarginFigures figures = figures(left);
    while (!left.isEmpty() && needed(figures).signum() > 0) {
      Optional<Sale> best = best(left, figures);
      if (best.isEmpty()) {
        return sales;
      }
      Sale sale = best.get();
      sales.add(sale);
      left.computeIfPresent(
          sale.instrument(),
          (_, held) -> {
            BigDecimal rest = held.quantity().subtract(sale.quantity());
            return rest.signum() == 0 ? null : held.of(rest);
          });
      figures = figures(left);
    }
    return sales;
  }

  private BigDecimal needed(MarginFigures figures) {
    return figures.maintenance().multiply(BigDecimal.ONE.add(buffer)).subtract(figures.equity());
  }

  /// As if what was sold had turned into money at its mark.
  private MarginFigures figures(Map<InstrumentId, Holding> left) {
    MarginFigures with = desk.whatIf(account, account.cash(), left.values(), when);
    BigDecimal sold = now().equity().subtract(with.equity());
    return desk.whatIf(account, account.cash().add(sold), left.values(), when);
  }

  private MarginFigures now() {
    return desk.whatIf(account, account.cash(), account.holdings().values(), when);
  }

  private Optional<Sale> best(Map<InstrumentId, Holding> left, MarginFigures figures) {
    Sale best = null;
    BigDecimal bestRatio = BigDecimal.ZERO;
    for (Holding holding : left.values()) {
      Map<InstrumentId, Holding> without = new TreeMap<>(left);
      without.remove(holding.instrument());
      BigDecimal relief = figures.maintenance().subtract(figures(without).maintenance());
      if (relief.signum() > 0) {
        BigDecimal ratio = relief.divide(cost(holding), MathContext.DECIMAL64);
        if (best == null || ratio.compareTo(bestRatio) > 0) {
          bestRatio = ratio;
          best = part(holding, relief, needed(figures));
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// As many whole units as are needed; all of them when that is not enough.
  private Sale part(Holding holding, BigDecimal relief, BigDecimal needed) {
    BigDecimal units = holding.quantity().abs();
    BigDecimal perUnit =
        relief.multiply(BigDecimal.ONE.add(buffer)).divide(units, MathContext.DECIMAL64);
    BigDecimal wanted = needed.divide(perUnit, 0, RoundingMode.UP).max(BigDecimal.ONE);
    BigDecimal taken = wanted.min(units);
    BigDecimal freed = relief.multiply(taken).divide(units, MathContext.DECIMAL64);
    return new Sale(
        holding.instrument(), holding.quantity().signum() < 0 ? taken.negate() : taken, freed);
  }

  private BigDecimal cost(Holding holding) {
    Touch touch = board.touch(holding.instrument());
    BigDecimal price = desk.rules().mark(holding).orElse(BigDecimal.ONE).abs();
    BigDecimal each =
        touch != null && touch.bid().isPresent() && touch.ask().isPresent()
            ? BigDecimal.valueOf(Math.abs(touch.ask().getAsDouble() - touch.bid().getAsDouble()))
                .multiply(HALF)
            : price.multiply(UNQUOTED);
    return each.max(price.multiply(LEAST_COST)).max(LEAST_COST).multiply(holding.quantity().abs());
  }
}
