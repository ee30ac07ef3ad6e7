package dev.nautilus.simulator.dbnomics;

import dev.nautilus.simulator.fred.EconomyBook.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes series and what is known about them.
final class SeriesPages {
  /// When each night's copy is done.
  private static final LocalTime INDEXED = LocalTime.of(1, 24, 17, 455_000_000);

  private final Library library;

  SeriesPages(Library library) {
    this.library = library;
  }

  /// The part of the answer that holds the series.
  void putSeries(ObjectNode body, List<Series> found, SeriesQuestion question, Instant now) {
    if (question.facets()) {
      putFacets(body.putObject("series_dimensions_facets"), found);
    }
    ObjectNode page = body.putObject("series");
    ArrayNode docs = page.putArray("docs");
    found.stream()
        .skip(question.offset())
        .limit(question.limit())
        .forEach(each -> put(docs.addObject(), each, question.observations(), now));
    page.put("limit", question.limit()).put("num_found", found.size());
    page.put("offset", question.offset());
  }

  /// What the data set is, when that was asked for. Labels are an object for some dimensions and a
  /// list of pairs for others, as in the real answers.
  void putDataset(ObjectNode body, Dataset dataset, SeriesQuestion question) {
    if (!question.metadata()) {
      return;
    }
    List<Series> all = library.of(dataset);
    ObjectNode about = body.putObject("dataset").put("code", dataset.code());
    about.put("name", dataset.name()).put("provider_code", dataset.provider());
    about.put("provider_name", dataset.providerName()).put("nb_series", all.size());
    ArrayNode order = about.putArray("dimensions_codes_order");
    ObjectNode labels = about.putObject("dimensions_values_labels");
    boolean asObject = true;
    for (String dimension : all.getFirst().dimensions().keySet()) {
      order.add(dimension);
      Set<String> codes = new TreeSet<>();
      all.forEach(each -> codes.add(each.dimensions().getOrDefault(dimension, "")));
      if (asObject) {
        ObjectNode named = labels.putObject(dimension);
        codes.forEach(code -> named.put(code, code));
      } else {
        ArrayNode pairs = labels.putArray(dimension);
        codes.forEach(code -> pairs.addArray().add(code).add(code));
      }
      asObject = !asObject;
    }
    ObjectNode provider = body.putObject("provider").put("code", dataset.provider());
    provider.put("name", dataset.providerName()).put("region", dataset.region());
    provider.put("terms_of_use", dataset.terms()).put("website", dataset.website());
  }

  /// A data set that a search found.
  void putHit(ObjectNode doc, Dataset dataset, long matching, Instant now) {
    doc.put("code", dataset.code()).put("name", dataset.name());
    doc.put("provider_code", dataset.provider()).put("provider_name", dataset.providerName());
    doc.put("nb_series", library.of(dataset).size()).put("nb_matching_series", matching);
    doc.put("type", "dataset").put("indexed_at", indexed(now));
  }

  void putProvider(ObjectNode doc, Dataset dataset, Instant now) {
    doc.put("code", dataset.provider()).put("name", dataset.providerName());
    doc.put("region", dataset.region()).put("website", dataset.website());
    doc.put("terms_of_use", dataset.terms()).put("indexed_at", indexed(now));
  }

  private static void putFacets(ObjectNode facets, List<Series> found) {
    for (Series each : found) {
      for (Map.Entry<String, String> dimension : each.dimensions().entrySet()) {
        ArrayNode codes = facets.withArray(dimension.getKey());
        long count =
            found.stream()
                .filter(s -> dimension.getValue().equals(s.dimensions().get(dimension.getKey())))
                .count();
        boolean there =
            codes
                .valueStream()
                .anyMatch(c -> c.path("code").asString("").equals(dimension.getValue()));
        if (!there) {
          codes.addObject().put("code", dimension.getValue()).put("count", count);
        }
      }
    }
  }

  private void put(ObjectNode doc, Series series, boolean observations, Instant now) {
    doc.put("@frequency", series.frequency()).put("dataset_code", series.dataset());
    library
        .dataset(series.provider(), series.dataset())
        .ifPresent(dataset -> doc.put("dataset_name", dataset.name()));
    series.dimensions().forEach(doc.putObject("dimensions")::put);
    doc.put("indexed_at", indexed(now)).put("provider_code", series.provider());
    doc.put("series_code", series.code()).put("series_name", series.name());
    if (observations) {
      ArrayNode periods = doc.putArray("period");
      ArrayNode days = doc.putArray("period_start_day");
      ArrayNode values = doc.putArray("value");
      for (Value value : library.values(series, now)) {
        periods.add(series.period(value.date()));
        days.add(value.date().toString());
        value.value().ifPresentOrElse(values::add, () -> values.add("NA"));
      }
    }
  }

  private static String indexed(Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    Instant tonight = today.atTime(INDEXED).toInstant(ZoneOffset.UTC);
    Instant last = tonight.isAfter(now) ? tonight.minus(1, ChronoUnit.DAYS) : tonight;
    return last.toString();
  }
}
