package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The data sets that a search finds.
///
/// @param found how many there are
record DatasetPage(List<Dataset> datasets, long found) {

  DatasetPage {
    datasets = List.copyOf(datasets);
  }

  /// A data set.
  ///
  /// @param matching how many of its series match the words
  record Dataset(
      String provider, String code, String name, long matching, Optional<Instant> indexedAt) {}

  static Outcome<DatasetPage> read(HttpAnswer answer) {
    return DbnomicsErrors.open(answer)
        .then(
            json -> {
              JsonNode results = json.path("results");
              if (!results.path("docs").isArray()) {
                return Outcome.bad(Refusal.GARBAGE, "answered JSON that is no page of data sets");
              }
              List<Dataset> datasets = new ArrayList<>();
              for (JsonNode doc : results.path("docs")) {
                dataset(doc).ifPresent(datasets::add);
              }
              long found = JsonBody.whole(results.path("num_found")).orElse(datasets.size());
              return Outcome.good(new DatasetPage(datasets, found));
            });
  }

  private static Optional<Dataset> dataset(JsonNode doc) {
    Optional<String> provider = JsonBody.text(doc.path("provider_code"));
    Optional<String> code = JsonBody.text(doc.path("code"));
    return provider.isEmpty() || code.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Dataset(
                provider.get(),
                code.get(),
                JsonBody.text(doc.path("name")).orElse(code.get()),
                JsonBody.whole(doc.path("nb_matching_series")).orElse(0),
                SeriesDoc.instant(doc.path("indexed_at"))));
  }
}
