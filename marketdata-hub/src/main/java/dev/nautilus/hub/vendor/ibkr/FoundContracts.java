package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The answers of the three endpoints that find contracts. One of them sends contract numbers as
/// strings.
final class FoundContracts {
  private FoundContracts() {}

  /// One place where a symbol is listed.
  record Listed(long conid, String exchange, boolean isUs) {}

  /// `/trsrv/stocks`: where each symbol is listed; a symbol that is unknown has no entry.
  static Outcome<Map<String, List<Listed>>> stocks(HttpAnswer answer) {
    return IbkrErrors.open(answer)
        .then(
            json -> {
              if (!json.isObject()) {
                return Outcome.bad(Refusal.GARBAGE, "answered stocks that are no object");
              }
              Map<String, List<Listed>> bySymbol = new TreeMap<>();
              json.properties()
                  .forEach(
                      entry -> {
                        List<Listed> listed = listed(entry.getValue());
                        if (!listed.isEmpty()) {
                          bySymbol.put(entry.getKey(), listed);
                        }
                      });
              return Outcome.good(bySymbol);
            });
  }

  /// The contract meant: the first of the US, or the first at the listing's exchange.
  static Optional<Listed> choose(List<Listed> listed, @Nullable Listing listing) {
    return listed.stream()
        .filter(one -> listing == null ? one.isUs() : listing.isAt(one.exchange()))
        .findFirst();
  }

  /// `/iserver/secdef/search`: the first contract of exactly that symbol.
  static Outcome<Long> search(HttpAnswer answer, String symbol) {
    return IbkrErrors.open(answer)
        .then(
            json -> {
              for (JsonNode found : json) {
                OptionalLong conid = conid(found.path("conid"));
                boolean same =
                    JsonBody.text(found.path("symbol")).filter(symbol::equals).isPresent();
                if (same && conid.isPresent()) {
                  return Outcome.good(conid.getAsLong());
                }
              }
              return json.isArray()
                  ? Outcome.bad(Refusal.NOT_FOUND, "finds no contract of " + symbol)
                  : Outcome.bad(Refusal.GARBAGE, "answered a search that is no list");
            });
  }

  /// `/iserver/currency/pairs`: contract numbers by pair, spelled `EUR.USD`.
  static Outcome<Map<String, Long>> pairs(HttpAnswer answer, String currency) {
    return IbkrErrors.open(answer)
        .then(
            json -> {
              Map<String, Long> bySymbol = new TreeMap<>();
              for (JsonNode pair : json.path(currency)) {
                OptionalLong conid = conid(pair.path("conid"));
                if (conid.isPresent()) {
                  JsonBody.text(pair.path("symbol"))
                      .ifPresent(symbol -> bySymbol.put(symbol, conid.getAsLong()));
                }
              }
              return Outcome.good(bySymbol);
            });
  }

  private static List<Listed> listed(JsonNode companies) {
    List<Listed> all = new ArrayList<>();
    for (JsonNode company : companies) {
      boolean isStock = JsonBody.text(company.path("assetClass")).orElse("STK").equals("STK");
      for (JsonNode contract : company.path("contracts")) {
        OptionalLong conid = conid(contract.path("conid"));
        if (isStock && conid.isPresent()) {
          all.add(
              new Listed(
                  conid.getAsLong(),
                  JsonBody.text(contract.path("exchange")).orElse(""),
                  contract.path("isUS").isBoolean() && contract.path("isUS").booleanValue()));
        }
      }
    }
    return all;
  }

  /// A contract number, sent as a number or as a string.
  static OptionalLong conid(JsonNode node) {
    OptionalLong number =
        node.isString() && node.stringValue().matches("[0-9]{1,18}")
            ? OptionalLong.of(Long.parseLong(node.stringValue()))
            : JsonBody.whole(node);
    return number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
  }
}
