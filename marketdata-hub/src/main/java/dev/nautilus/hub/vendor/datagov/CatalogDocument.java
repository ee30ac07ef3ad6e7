package dev.nautilus.hub.vendor.datagov;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What a good answer of either API turned out to be, recognised by what is in it.
sealed interface CatalogDocument {

  /// Data sets.
  ///
  /// @param unreadable how many entries have no name
  /// @param count how many there are in all pages; empty where the API does not say
  /// @param after where the next page begins; empty on the last one
  record Datasets(
      List<DatasetEntry> entries, int unreadable, Optional<Long> count, Optional<String> after)
      implements CatalogDocument {
    public Datasets {
      entries = List.copyOf(entries);
    }
  }

  /// Something about the catalog that is no data set.
  ///
  /// @param kind what it is
  /// @param rows how many
  record Metadata(String kind, long rows) implements CatalogDocument {}

  /// Lists that are about the catalog.
  List<String> LISTS = List.of("keywords", "organizations", "locations");

  static Outcome<CatalogDocument> read(HttpAnswer answer) {
    return DataGovErrors.open(answer).then(CatalogDocument::recognise);
  }

  private static Outcome<CatalogDocument> recognise(JsonNode json) {
    if (json.path("results").isArray()) {
      return Outcome.good(
          datasets(
              json.path("results"),
              DatasetEntry::v4,
              Optional.empty(),
              JsonBody.text(json.path("after"))));
    }
    if (json.path("success").isBoolean()) {
      return ckan(json.path("result"));
    }
    if (json.path("harvest_source_id").isString()) {
      return Outcome.good(new Metadata("harvest record", 1));
    }
    return LISTS.stream()
        .filter(kind -> json.path(kind).isArray())
        .findFirst()
        .<Outcome<CatalogDocument>>map(
            kind -> Outcome.good(new Metadata(kind, json.path(kind).size())))
        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "answered JSON that is none of its forms"));
  }

  private static Outcome<CatalogDocument> ckan(JsonNode result) {
    JsonNode results = result.path("results");
    if (results.isArray()) {
      Optional<Long> count = JsonBody.whole(result.path("count")).stream().boxed().findFirst();
      Datasets found = datasets(results, DatasetEntry::ckan, count, Optional.empty());
      boolean others = found.entries().isEmpty() && !results.isEmpty();
      return Outcome.good(
          others
              ? new Metadata(results.path(0).path("type").asString("package"), results.size())
              : found);
    }
    return DatasetEntry.ckan(result)
        .<Outcome<CatalogDocument>>map(
            one -> Outcome.good(new Datasets(List.of(one), 0, Optional.of(1L), Optional.empty())))
        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "answered a package without a name"));
  }

  private static Datasets datasets(
      JsonNode results,
      Function<JsonNode, Optional<DatasetEntry>> reader,
      Optional<Long> count,
      Optional<String> after) {
    List<DatasetEntry> entries = new ArrayList<>();
    results.forEach(result -> reader.apply(result).ifPresent(entries::add));
    return new Datasets(entries, results.size() - entries.size(), count, after);
  }

  /// A name for a sentence.
  default String described() {
    return switch (this) {
      case Datasets datasets -> datasets.entries().size() + " data sets";
      case Metadata metadata -> metadata.rows() + " " + metadata.kind();
    };
  }
}
