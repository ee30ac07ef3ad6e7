package dev.nautilus.simulator.datagov;

import dev.nautilus.simulator.fred.EconomyBook.Statistic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A data set in the catalog.
///
/// @param popularity the higher, the earlier it is listed
record Holding(Statistic statistic, Agency agency, int popularity) {

  /// Who publishes.
  record Agency(
      String shortName,
      String publisher,
      String organization,
      String organizationSlug,
      String bureau) {
    static Agency parse(List<String> cells) {
      return new Agency(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }
  }

  String title() {
    return statistic.title() + " (" + statistic.id() + ")";
  }

  String description() {
    return statistic.title() + ", " + statistic.units() + ". Simulated values.";
  }

  String slug() {
    String dashed = title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return dashed.replaceAll("(^-|-$)", "");
  }

  String record() {
    return UUID.nameUUIDFromBytes(slug().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// How often it is renewed, as DCAT-US says it.
  String periodicity() {
    return switch (statistic.frequency()) {
      case "D" -> "R/P1D";
      case "W" -> "R/P1W";
      case "M" -> "R/P1M";
      case "Q" -> "R/P3M";
      default -> "R/P1Y";
    };
  }

  /// Whether all of these words are in it.
  boolean has(String words) {
    String all =
        (title() + " " + slug().replace('-', ' ') + " " + agency.publisher)
            .toLowerCase(Locale.ROOT);
    return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)).stream()
        .allMatch(all::contains);
  }

  List<String> keywords() {
    return List.of("economics", agency.shortName.isEmpty() ? "other" : agency.shortName);
  }
}
