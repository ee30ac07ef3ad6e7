package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The modules of a quoteSummary answer, one datum each: its numbers and words by Yahoo's field
/// name. Dates are epoch seconds, as Yahoo gives them; lists (officers, history) are left out.
final class SummaryModules {
  private SummaryModules() {}

  static Outcome<List<MarketDatum>> read(
      HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return YahooEnvelope.open(answer, "quoteSummary")
        .then(
            summary -> {
              List<MarketDatum> modules = new ArrayList<>();
              summary
                  .path("result")
                  .path(0)
                  .properties()
                  .forEach(
                      entry ->
                          module(entry.getKey(), entry.getValue(), instrument, receipt)
                              .ifPresent(modules::add));
              return modules.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no figures of " + instrument)
                  : Outcome.good(List.copyOf(modules));
            });
  }

  private static Optional<MarketDatum> module(
      String name, JsonNode module, InstrumentId instrument, Receipt receipt) {
    Map<String, Double> values = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    module
        .properties()
        .forEach(
            field -> {
              number(field.getValue()).ifPresent(value -> values.put(field.getKey(), value));
              JsonBody.text(field.getValue()).ifPresent(text -> texts.put(field.getKey(), text));
            });
    // How long Yahoo's own servers may cache it is nothing about the company.
    values.remove("maxAge");
    if (name.isBlank() || (values.isEmpty() && texts.isEmpty())) {
      return Optional.empty();
    }
    String currency = texts.getOrDefault("financialCurrency", texts.get("currency"));
    return Optional.of(
        new Fundamental(instrument, name, null, currency, values, texts, receipt.seenNow()));
  }

  /// A plain number, or one that comes with its formatted form.
  private static OptionalDouble number(JsonNode node) {
    return JsonBody.number(node.isObject() ? node.path("raw") : node);
  }
}
