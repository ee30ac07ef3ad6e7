package dev.nautilus.quant.pretrade;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The checks an order passes before anybody looks at what it does to a portfolio. The first rule
/// that speaks decides; what it is called never changes, as people and engines act on it.
///
/// **Source** the controls of SEC Rule 15c3-5(c)(1) and (2): instrument, size, price, rate,
/// duplicates, and orders while trading is stopped.
///
/// @param collar furthest a limit may be from the price, as a fraction of it
/// @param ordersPerSecond most orders in any second
public record PreTrade(double collar, int ordersPerSecond) {
  public PreTrade {
    if (!(collar > 0) || ordersPerSecond < 1) {
      throw new IllegalArgumentException(
          "collar must be more than 0 and ordersPerSecond 1 or more, were %s and %d"
              .formatted(collar, ordersPerSecond));
    }
  }

  /// Checks an order.
  ///
  /// @param instrument null when it is not known
  public Ruling check(PlannedOrder order, @Nullable InstrumentRules instrument, Standing standing) {
    if (standing.duplicate()) {
      return Ruling.deny("DUPLICATE", "an order of this id was decided before");
    }
    if (instrument == null) {
      return Ruling.deny("UNKNOWN_INSTRUMENT", "nothing is known of this instrument");
    }
    if (standing.ordersInSecond() >= ordersPerSecond) {
      return Ruling.deny(
          "ORDER_RATE",
          "at most %d orders a second, were %d"
              .formatted(ordersPerSecond, standing.ordersInSecond()));
    }
    Ruling form = form(order, instrument);
    if (!form.isAllowed()) {
      return form;
    }
    Ruling mode = mode(order, instrument, standing);
    if (!mode.isAllowed() || order.reduceOnly()) {
      // What closes a position is not held up by its price or its value.
      return mode;
    }
    Ruling value = value(order, instrument, standing);
    return value.isAllowed() ? mode : value;
  }

  private static Ruling form(PlannedOrder order, InstrumentRules instrument) {
    for (BigDecimal price : prices(order)) {
      if (price.signum() < 0 && !instrument.negativePrices()) {
        return Ruling.deny("NEGATIVE_PRICE", "a price must not be below 0, was " + price);
      }
      if (!instrument.hasPrecisionOf(price)) {
        return Ruling.deny(
            "PRICE_PRECISION",
            "a price must have at most %d places, was %s"
                .formatted(instrument.pricePlaces(), price));
      }
    }
    BigDecimal quantity = order.quantity();
    if (InstrumentRules.places(quantity) > instrument.quantityPlaces()) {
      return Ruling.deny(
          "QUANTITY_PRECISION",
          "a quantity must have at most %d places, was %s"
              .formatted(instrument.quantityPlaces(), quantity));
    }
    if (quantity.compareTo(instrument.minQuantity()) < 0) {
      return Ruling.deny(
          "MIN_QUANTITY", "at least %s, was %s".formatted(instrument.minQuantity(), quantity));
    }
    if (quantity.compareTo(instrument.maxQuantity()) > 0) {
      return Ruling.deny(
          "MAX_QUANTITY", "at most %s, was %s".formatted(instrument.maxQuantity(), quantity));
    }
    return Ruling.allow(quantity);
  }

  private static Iterable<BigDecimal> prices(PlannedOrder order) {
    return Stream.of(Optional.ofNullable(order.limit()), Optional.ofNullable(order.stop()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Ruling mode(PlannedOrder order, InstrumentRules instrument, Standing standing) {
    BigDecimal reducible = instrument.floor(standing.reducible(order));
    boolean all = reducible.compareTo(order.quantity()) >= 0;
    if (standing.mode() == Standing.Mode.HALTED && !order.reduceOnly()) {
      return Ruling.deny("HALTED", "trading is halted: only orders marked as reducing pass");
    }
    if (order.reduceOnly() && !all) {
      return Ruling.reduce(
          reducible,
          "REDUCE_ONLY",
          "the position is %s, so that at most %s can be closed"
              .formatted(standing.position(), reducible));
    }
    if (standing.mode() == Standing.Mode.REDUCING && !all) {
      return Ruling.reduce(
          reducible,
          "REDUCING",
          "only what makes a position smaller: the position is %s, so that is %s"
              .formatted(standing.position(), reducible));
    }
    return Ruling.allow(order.quantity());
  }

  private Ruling value(PlannedOrder order, InstrumentRules instrument, Standing standing) {
    if (standing.price().isEmpty()) {
      return Ruling.deny("STALE_PRICE", "no price is known that is new enough");
    }
    double price = standing.price().getAsDouble();
    BigDecimal limit = order.limit();
    if (limit != null && Math.abs(limit.doubleValue() - price) > collar * Math.abs(price)) {
      return Ruling.deny(
          "PRICE_COLLAR",
          "a limit must be within %s of %s, was %s".formatted(collar, price, limit));
    }
    // A limit is the worst price it can cost.
    double each = limit == null ? price : limit.doubleValue();
    BigDecimal notional =
        order.quantity().multiply(BigDecimal.valueOf(Math.abs(each))).stripTrailingZeros();
    if (notional.compareTo(instrument.minNotional()) < 0) {
      return Ruling.deny(
          "MIN_NOTIONAL",
          "at least %s, was %s".formatted(instrument.minNotional(), notional.toPlainString()));
    }
    if (notional.compareTo(instrument.maxNotional()) > 0) {
      return Ruling.deny(
          "MAX_NOTIONAL",
          "at most %s, was %s".formatted(instrument.maxNotional(), notional.toPlainString()));
    }
    return Ruling.allow(order.quantity());
  }
}
