package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Reads a company's XBRL facts: all of them (`companyfacts`) or one concept's (`companyconcept`).
final class CompanyFacts {
  private CompanyFacts() {}

  /// What is read, for whom.
  ///
  /// @param cik the filer whose facts they must be
  record Reading(InstrumentId instrument, long cik, WantedFacts wanted, Receipt receipt) {}

  static Outcome<List<MarketDatum>> all(HttpAnswer answer, Reading reading) {
    return EdgarErrors.document(answer)
        .then(json -> about(json, "facts", reading))
        .then(
            json -> {
              FactSheet sheet = new FactSheet();
              for (Map.Entry<String, JsonNode> taxonomy : json.path("facts").properties()) {
                for (Map.Entry<String, JsonNode> concept : taxonomy.getValue().properties()) {
                  if (reading.wanted.concept(taxonomy.getKey(), concept.getKey())) {
                    add(sheet, taxonomy.getKey(), concept.getKey(), concept.getValue(), reading);
                  }
                }
              }
              return statements(sheet, json, reading);
            });
  }

  static Outcome<List<MarketDatum>> concept(HttpAnswer answer, Reading reading) {
    return EdgarErrors.document(answer)
        .then(json -> about(json, "units", reading))
        .then(
            json -> {
              FactSheet sheet = new FactSheet();
              String taxonomy = JsonBody.text(json.path("taxonomy")).orElse("");
              String concept = JsonBody.text(json.path("tag")).orElse("");
              if (taxonomy.isEmpty() || concept.isEmpty()) {
                return Outcome.bad(Refusal.GARBAGE, "answered a concept without its name");
              }
              add(sheet, taxonomy, concept, json, reading);
              return statements(sheet, json, reading);
            });
  }

  private static Outcome<JsonNode> about(JsonNode json, String content, Reading reading) {
    if (!json.path(content).isObject()) {
      return Outcome.bad(Refusal.GARBAGE, "answered facts without " + content);
    }
    OptionalLong cik = JsonBody.whole(json.path("cik"));
    return cik.isPresent() && cik.getAsLong() == reading.cik
        ? Outcome.good(json)
        : Outcome.bad(
            Refusal.GARBAGE,
            "answered about filer %s, not %d"
                .formatted(cik.isPresent() ? cik.getAsLong() : "unknown", reading.cik));
  }

  private static void add(
      FactSheet sheet, String taxonomy, String concept, JsonNode described, Reading reading) {
    for (Map.Entry<String, JsonNode> unit : described.path("units").properties()) {
      for (JsonNode row : unit.getValue()) {
        Fact.read(taxonomy, concept, unit.getKey(), row)
            .filter(reading.wanted::fact)
            .ifPresent(sheet::add);
      }
    }
  }

  private static Outcome<List<MarketDatum>> statements(
      FactSheet sheet, JsonNode json, Reading reading) {
    return sheet.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no such figures of " + reading.instrument)
        : Outcome.good(
            sheet.statements(
                reading.instrument,
                JsonBody.text(json.path("entityName")).orElse(""),
                reading.receipt));
  }
}
