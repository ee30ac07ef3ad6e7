package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// An economic or commodity series. It comes whole: there is no range to ask for. A hole is `.` and
/// stays a missing value.
final class EconomicTable {
  private EconomicTable() {}

  static Outcome<Economic> read(HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all ->
                all.path("data").isArray()
                    ? series(all, instrument, receipt)
                    : Outcome.bad(Refusal.GARBAGE, "answered no series"));
  }

  private static Outcome<Economic> series(JsonNode all, InstrumentId instrument, Receipt receipt) {
    List<Observation> rows = new ArrayList<>();
    for (JsonNode row : all.path("data")) {
      String value = row.path("value").asString("");
      Optional<LocalDate> date = AlphaText.date(row.path("date").asString(""));
      OptionalDouble number = AlphaText.number(value);
      if (date.isEmpty() || (number.isEmpty() && !AlphaText.isMissing(value))) {
        return Outcome.bad(
            Refusal.GARBAGE,
            "answered an observation of '%s' as '%s'".formatted(row.path("date"), value));
      }
      rows.add(new Observation(date.get(), number, null));
    }
    rows.sort(Comparator.comparing(Observation::date));
    return rows.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no observations of " + instrument)
        : Outcome.good(
            new Economic(
                instrument,
                JsonBody.text(all.path("name")).orElse(""),
                JsonBody.text(all.path("unit")).orElse(""),
                frequency(all.path("interval").asString("")),
                "",
                rows,
                receipt.seenNow()));
  }

  private static String frequency(String interval) {
    return switch (interval) {
      case "daily" -> "D";
      case "weekly" -> "W";
      case "monthly" -> "M";
      case "quarterly" -> "Q";
      case "semiannual" -> "SA";
      case "annual" -> "A";
      default -> "";
    };
  }
}
