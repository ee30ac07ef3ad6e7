package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the vendor knows about a company or a fund: one datum for its overview, and one for each
/// statement and period. Figures come as text; "None" and "-" are missing and have no entry. An
/// empty object is a symbol that the vendor does not know.
final class CompanyReports {
  /// Functions that list periods, in the order they are asked.
  static final List<String> STATEMENTS =
      List.of("INCOME_STATEMENT", "BALANCE_SHEET", "CASH_FLOW", "EARNINGS");

  static final String OVERVIEW = "OVERVIEW";
  static final String ETF_PROFILE = "ETF_PROFILE";

  /// Texts of digits that are names, not amounts.
  private static final Set<String> NAMES = Set.of("Symbol", "CIK", "symbol");

  private CompanyReports() {}

  /// The answer of one of the functions above.
  static Outcome<List<MarketDatum>> read(
      String function, HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all -> {
              if (all.isEmpty()) {
                return Outcome.bad(Refusal.NOT_FOUND, "does not know " + instrument);
              }
              String symbol = all.path("Symbol").asString(all.path("symbol").asString(""));
              Optional<AlphaSymbol> asked = AlphaSymbol.of(instrument);
              if (!symbol.isEmpty()
                  && asked.isPresent()
                  && !asked.get().equals(new AlphaSymbol.Share(symbol))) {
                return Outcome.bad(
                    Refusal.GARBAGE, "answered for %s, not %s".formatted(symbol, instrument));
              }
              List<Fundamental> figures =
                  STATEMENTS.contains(function)
                      ? periods(function, all, instrument, receipt)
                      : whole(function, all, instrument, receipt);
              return figures.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no %s of %s".formatted(function, instrument))
                  : Outcome.good(List.<MarketDatum>copyOf(figures));
            });
  }

  private static List<Fundamental> whole(
      String function, JsonNode all, InstrumentId instrument, Receipt receipt) {
    Map<String, Double> values = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    take(all, values, texts);
    weights(all.path("sectors"), "sector", values);
    weights(all.path("holdings"), "symbol", values);
    return fundamental(
            new Fundamental(
                instrument,
                function,
                AlphaText.date(texts.getOrDefault("LatestQuarter", "")).orElse(null),
                texts.get("Currency"),
                values,
                texts,
                receipt.seenNow()))
        .map(List::of)
        .orElse(List.of());
  }

  /// Shares of a fund by sector or holding, as `sector ENERGY` and `symbol NVDA`.
  private static void weights(JsonNode rows, String name, Map<String, Double> values) {
    for (JsonNode row : rows) {
      OptionalDouble weight = AlphaText.number(row.path("weight"));
      Optional<String> what =
          JsonBody.text(row.path(name)).filter(text -> !AlphaText.isMissing(text));
      if (weight.isPresent() && what.isPresent()) {
        values.merge(name + " " + what.get(), weight.getAsDouble(), Double::sum);
      }
    }
  }

  private static List<Fundamental> periods(
      String function, JsonNode all, InstrumentId instrument, Receipt receipt) {
    List<Fundamental> figures = new ArrayList<>();
    all.properties()
        .forEach(
            entry -> {
              String list = entry.getKey();
              String length =
                  list.startsWith("annual")
                      ? "annual"
                      : list.startsWith("quarterly") ? "quarterly" : "";
              if (!length.isEmpty()) {
                for (JsonNode row : entry.getValue()) {
                  period(function + "." + length, row, instrument, receipt).ifPresent(figures::add);
                }
              }
            });
    figures.sort(Comparator.comparing(CompanyReports::end).thenComparing(Fundamental::statement));
    return figures;
  }

  private static Optional<Fundamental> period(
      String statement, JsonNode row, InstrumentId instrument, Receipt receipt) {
    Optional<LocalDate> end = AlphaText.date(row.path("fiscalDateEnding").asString(""));
    Map<String, Double> values = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    take(row, values, texts);
    texts.remove("fiscalDateEnding");
    @Nullable String currency = texts.remove("reportedCurrency");
    return end.flatMap(
        asOf ->
            fundamental(
                new Fundamental(
                    instrument, statement, asOf, currency, values, texts, receipt.seenNow())));
  }

  private static void take(JsonNode from, Map<String, Double> values, Map<String, String> texts) {
    from.properties()
        .forEach(
            field -> {
              String text = field.getValue().isContainer() ? "" : field.getValue().asString("");
              OptionalDouble value = AlphaText.number(text);
              if (value.isPresent() && !NAMES.contains(field.getKey())) {
                values.put(field.getKey(), value.getAsDouble());
              } else if (!AlphaText.isMissing(text)) {
                texts.put(field.getKey(), text);
              }
            });
  }

  private static Optional<Fundamental> fundamental(Fundamental figures) {
    return figures.values().isEmpty() && figures.texts().isEmpty()
        ? Optional.empty()
        : Optional.of(figures);
  }

  private static LocalDate end(Fundamental figures) {
    return figures.asOf() == null ? LocalDate.MIN : figures.asOf();
  }
}
