package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// DBnomics' words as ours.
final class DbnomicsMapping {
  private static final Map<String, String> FREQUENCIES =
      Map.of(
          "daily", "D",
          "weekly", "W",
          "monthly", "M",
          "bi-monthly", "BM",
          "quarterly", "Q",
          "bi-annual", "SA",
          "annual", "A");

  /// What publishers call these dimensions; codes, since labels come only with the whole data
  /// set's.
  private static final Pattern UNIT = Pattern.compile("(?i)units?([_-]?(measure|code))?");

  private static final Pattern ADJUSTMENT =
      Pattern.compile("(?i)(seasonal[_-]?)?adjust(ment)?|s_adj|season(al(ity)?)?");

  private DbnomicsMapping() {}

  /// A series with its values.
  static Economic series(
      InstrumentId instrument, SeriesDoc doc, List<Observation> rows, Receipt receipt) {
    return new Economic(
        instrument,
        doc.name(),
        dimension(doc, UNIT),
        FREQUENCIES.getOrDefault(doc.frequency(), doc.frequency()),
        dimension(doc, ADJUSTMENT),
        rows,
        receipt.seenAt(seen(doc.indexedAt(), receipt)));
  }

  /// A data set, as a search finds it.
  static Optional<Economic> dataset(DatasetPage.Dataset found, Receipt receipt) {
    return DbnomicsSubject.instrument(found.provider(), found.code())
        .map(
            instrument ->
                new Economic(
                    instrument,
                    found.name(),
                    "",
                    "",
                    "",
                    List.of(),
                    receipt.seenAt(seen(found.indexedAt(), receipt))));
  }

  /// The observations asked for: DBnomics always sends them all.
  static List<Observation> cut(List<Observation> all, VendorQuery asked) {
    List<Observation> inside =
        all.stream()
            .filter(each -> asked.from() == null || !start(each).isBefore(asked.from()))
            .filter(each -> asked.to() == null || start(each).isBefore(asked.to()))
            .toList();
    int skipped = asked.limit() == 0 ? 0 : Math.max(0, inside.size() - asked.limit());
    return inside.subList(skipped, inside.size());
  }

  private static Instant start(Observation each) {
    return each.date().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String dimension(SeriesDoc doc, Pattern name) {
    return doc.dimensions().entrySet().stream()
        .filter(each -> name.matcher(each.getKey()).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static Instant seen(Optional<Instant> indexed, Receipt receipt) {
    return indexed.filter(at -> at.isBefore(receipt.receivedAt())).orElse(receipt.receivedAt());
  }
}
