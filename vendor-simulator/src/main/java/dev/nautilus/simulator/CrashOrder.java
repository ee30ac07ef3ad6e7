package dev.nautilus.simulator;

import dev.nautilus.simulator.market.FlashCrash;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A flash crash as ordered in JSON over the control port. Field names are exact, as those of a
/// [FaultOrder].
///
/// @param symbols whose prices fall; empty for everything that trades
record CrashOrder(FlashCrash crash, List<String> symbols) {
  static final String EXAMPLE =
      "{\"depth\":0.1,\"lasting\":0.04,\"fallSeconds\":30,\"recoverySeconds\":300,\"symbols\":[\"AAPL\"]}";

  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("depth", "lasting", "fallSeconds", "recoverySeconds", "symbols"));

  /// It begins with the next minute: nothing that was told is taken back.
  ///
  /// @throws IllegalArgumentException with what is allowed
  static CrashOrder parse(JsonNode order, Instant now) {
    if (!order.isObject()) {
      throw new IllegalArgumentException("must be an object such as " + EXAMPLE);
    }
    for (String field : order.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("fields must be of " + FIELDS + ", was " + field);
      }
    }
    List<String> symbols = new ArrayList<>();
    order.path("symbols").forEach(symbol -> symbols.add(symbol.asString()));
    double depth = number(order, "depth", 0.1);
    return new CrashOrder(
        new FlashCrash(
            now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES),
            Duration.ofSeconds((long) number(order, "fallSeconds", 30)),
            Duration.ofSeconds((long) number(order, "recoverySeconds", 300)),
            depth,
            number(order, "lasting", depth / 2)),
        List.copyOf(symbols));
  }

  /// Whose prices fall.
  ///
  /// @throws IllegalArgumentException when one is not of this market
  List<Instrument> of(Market market) {
    if (symbols.isEmpty()) {
      return market.instruments();
    }
    return symbols.stream()
        .map(
            symbol ->
                market
                    .find(symbol)
                    .orElseThrow(
                        () -> new IllegalArgumentException("no such symbol: '" + symbol + "'")))
        .toList();
  }

  private static double number(JsonNode order, String field, double otherwise) {
    JsonNode node = order.path(field);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(field + " must be a number, was " + node);
    }
    return node.doubleValue();
  }
}
