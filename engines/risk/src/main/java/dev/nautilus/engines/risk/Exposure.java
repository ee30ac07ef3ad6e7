package dev.nautilus.engines.risk;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an account has at stake at the newest prices.
///
/// @param worth net asset value, in the account's currency
/// @param values by instrument, negative when short; without those no price is known of
/// @param unpriced instruments held without any price
record Exposure(double worth, Map<InstrumentId, Double> values, List<InstrumentId> unpriced) {
  /// At the newest price, the position's mark, or its average price, whichever is known first.
  static Exposure of(Account account, Prices prices) {
    Map<InstrumentId, Double> values = new TreeMap<>();
    List<InstrumentId> unpriced = new ArrayList<>();
    for (PositionChange held : account.positions().values()) {
      double price = price(held, prices);
      if (Double.isNaN(price)) {
        unpriced.add(held.instrument());
      } else {
        values.put(held.instrument(), held.quantity().doubleValue() * price);
      }
    }
    PortfolioUpdate worth = account.worth();
    return new Exposure(
        worth == null ? Double.NaN : worth.netAssetValue().doubleValue(), values, unpriced);
  }

  private static double price(PositionChange held, Prices prices) {
    var newest = prices.newest(held.instrument());
    if (newest.isPresent()) {
      return newest.get().value();
    }
    BigDecimal mark = held.mark() == null ? held.averagePrice() : held.mark();
    return mark == null ? Double.NaN : mark.doubleValue();
  }

  /// The same with one value more or less.
  Exposure plus(InstrumentId symbol, double value) {
    Map<InstrumentId, Double> changed = new TreeMap<>(values);
    changed.merge(symbol, value, Double::sum);
    return new Exposure(worth, changed, unpriced);
  }

  /// Sum of the absolute values.
  double gross() {
    return values.values().stream().mapToDouble(Math::abs).sum();
  }

  /// Longs less shorts.
  double net() {
    return values.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// The largest absolute value of one instrument.
  double issuer() {
    return values.values().stream().mapToDouble(Math::abs).max().orElse(0);
  }

  /// The largest sum of absolute values of one sector; 0 where no sector is known.
  double sector(FactorModel model) {
    Map<String, Double> sectors = new TreeMap<>();
    values.forEach(
        (symbol, value) ->
            model
                .sector(symbol)
                .ifPresent(sector -> sectors.merge(sector, Math.abs(value), Double::sum)));
    return sectors.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /// Fractions of the net asset value by instrument.
  Map<InstrumentId, Double> weights() {
    Map<InstrumentId, Double> weights = new TreeMap<>();
    values.forEach((symbol, value) -> weights.put(symbol, value / worth));
    return weights;
  }
}
