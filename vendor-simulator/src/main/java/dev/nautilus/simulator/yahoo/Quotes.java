package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v7/finance/quote`: one row for each symbol that exists; the others are simply not there.
final class Quotes {
  private final Market market;
  private final QuoteRow row;

  Quotes(Market market, QuoteRow row) {
    this.market = market;
    this.row = row;
  }

  Reply answer(Request request, Instant now) {
    Optional<String> symbols = request.parameter("symbols");
    if (symbols.isEmpty()) {
      return YahooJson.error(
          400, "quoteResponse", "argument-error", "Missing value for the \"symbols\" argument");
    }
    Set<String> wanted = new LinkedHashSet<>(Arrays.asList(symbols.get().split(",")));
    Set<String> fields =
        new LinkedHashSet<>(Arrays.asList(request.parameter("fields", "").split(",")));
    fields.remove("");
    ObjectNode inner = YahooJson.object();
    ArrayNode result = inner.putArray("result");
    for (String symbol : wanted) {
      market
          .find(symbol.trim())
          .ifPresent(
              instrument -> {
                ObjectNode all = row.of(instrument, now);
                if (!fields.isEmpty()) {
                  all.retain(QuoteRow.withAlwaysThere(fields));
                }
                result.add(all);
              });
    }
    return YahooJson.result("quoteResponse", inner);
  }
}
