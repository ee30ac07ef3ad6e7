package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A page of series.
///
/// @param found how many there are in all pages
/// @param complaints what DBnomics says it could not do, though it answered
record SeriesPage(List<SeriesDoc> series, long found, List<String> complaints) {

  SeriesPage {
    series = List.copyOf(series);
    complaints = List.copyOf(complaints);
  }

  /// A page without series is a good one here: whether nothing is an error depends on the question.
  static Outcome<SeriesPage> read(HttpAnswer answer) {
    return DbnomicsErrors.open(answer).then(SeriesPage::page);
  }

  private static Outcome<SeriesPage> page(JsonNode json) {
    JsonNode docs = json.path("series").path("docs");
    if (!docs.isArray()) {
      return Outcome.bad(Refusal.GARBAGE, "answered JSON that is no page of series");
    }
    List<SeriesDoc> series = new ArrayList<>();
    for (JsonNode doc : docs) {
      switch (SeriesDoc.read(doc)) {
        case Outcome.Good<SeriesDoc>(SeriesDoc one) -> series.add(one);
        case Outcome.Bad<SeriesDoc>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
      }
    }
    long found = JsonBody.whole(json.path("series").path("num_found")).orElse(series.size());
    return Outcome.good(new SeriesPage(series, found, DbnomicsErrors.complaints(json)));
  }

  /// What is wrong, for a sentence.
  String complaint() {
    return complaints.isEmpty() ? "finds nothing by that name" : String.join("; ", complaints);
  }
}
