package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One entry of the release calendar; a holiday has no ticker of a series.
///
/// @param at when it is, or was, published (UTC)
/// @param period first day of the period it is about
/// @param actual as printed; empty before the release
record Release(
    String id,
    Instant at,
    String country,
    String category,
    String event,
    String ticker,
    LocalDate period,
    Optional<PrintedAmount> actual,
    String unit,
    Instant updated) {
  private static final Pattern MONTH =
      Pattern.compile("(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*");
  private static final Pattern QUARTER = Pattern.compile("(?i)q[1-4].*");

  /// The entries of an answer; none is [Refusal#NO_DATA].
  static Outcome<List<Release>> read(HttpAnswer answer) {
    return RowsEnvelope.open(answer)
        .then(
            rows -> {
              List<Release> releases = new ArrayList<>();
              for (JsonNode row : rows) {
                Optional<Release> release = release(row);
                if (release.isEmpty()) {
                  return Outcome.bad(Refusal.GARBAGE, "answered an event without an id and a time");
                }
                releases.add(release.get());
              }
              return releases.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no releases there")
                  : Outcome.good(releases);
            });
  }

  private static Optional<Release> release(JsonNode row) {
    String id = RowText.text(row, "CalendarId");
    Optional<Instant> at = RowText.instant(row, "Date");
    if (id.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    boolean holiday = RowText.text(row, "Category").equalsIgnoreCase("Holidays");
    LocalDate day = LocalDate.ofInstant(at.get(), ZoneOffset.UTC);
    LocalDate reference = RowText.date(row, "ReferenceDate").orElse(day);
    return Optional.of(
        new Release(
            id,
            at.get(),
            RowText.text(row, "Country"),
            RowText.text(row, "Category"),
            RowText.text(row, "Event"),
            holiday ? "" : RowText.text(row, "Ticker"),
            period(reference, RowText.text(row, "Reference")),
            PrintedAmount.parse(RowText.text(row, "Actual")),
            RowText.text(row, "Currency") + RowText.text(row, "Unit"),
            RowText.instant(row, "LastUpdate").orElse(at.get())));
  }

  private static LocalDate period(LocalDate stamp, String reference) {
    if (MONTH.matcher(reference).matches()) {
      return Cadence.MONTHLY.firstDay(stamp);
    }
    return QUARTER.matcher(reference).matches() ? Cadence.QUARTERLY.firstDay(stamp) : stamp;
  }

  LocalDate day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /// The entries as series by ticker, holidays left out.
  static List<Economic> series(List<Release> releases, Receipt receipt) {
    Map<String, List<Release>> byTicker = new LinkedHashMap<>();
    releases.stream()
        .filter(release -> !release.ticker.isEmpty())
        .forEach(r -> byTicker.computeIfAbsent(r.ticker, _ -> new ArrayList<>()).add(r));
    List<Economic> series = new ArrayList<>();
    for (List<Release> some : byTicker.values()) {
      Release newest = some.getLast();
      Topic.series(newest.country, newest.category, newest.ticker)
          .ifPresent(instrument -> series.add(economic(some, instrument, receipt)));
    }
    return series;
  }

  private static Economic economic(
      List<Release> releases, InstrumentId instrument, Receipt receipt) {
    Release newest = releases.getLast();
    // One unit for all: a series may be printed in millions once and in billions later.
    Optional<PrintedAmount> printed =
        releases.stream().flatMap(release -> release.actual.stream()).reduce((_, last) -> last);
    String scale = printed.map(PrintedAmount::scale).orElse("");
    List<Observation> observations = new ArrayList<>();
    for (Release release : releases) {
      observations.add(
          new Observation(
              release.period,
              release.actual.isPresent()
                  ? OptionalDouble.of(release.actual.get().in(scale))
                  : OptionalDouble.empty(),
              release.actual.isPresent() ? release.day() : null));
    }
    observations.sort(
        Comparator.comparing(Observation::date)
            .thenComparing(
                Observation::knownFrom, Comparator.nullsFirst(Comparator.naturalOrder())));
    Instant seen =
        releases.stream().map(Release::updated).max(Comparator.naturalOrder()).orElse(newest.at);
    return new Economic(
        instrument,
        newest.country + " " + newest.event,
        printed.map(PrintedAmount::units).orElse(newest.unit),
        "",
        "",
        observations,
        seen.isAfter(receipt.receivedAt()) ? receipt.seenNow() : receipt.seenAt(seen));
  }
}
