package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.fred.Catalogue.Release;
import dev.nautilus.simulator.fred.Parameters.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The release calendar, past and, if asked for, to come.
final class ReleaseDates {
  private static final int MOST = 10_000;
  private static final int MOST_OF_ALL = 1_000;

  /// The calendar is known a year ahead.
  private static final int YEARS_AHEAD = 1;

  private final Catalogue catalogue;

  ReleaseDates(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// One entry of the calendar.
  private record Entry(Release release, LocalDate date) {}

  Document ofOne(Parameters parameters) {
    parameters.required("release_id");
    int id = parameters.number("release_id", 0, 0, Integer.MAX_VALUE);
    Release release =
        catalogue
            .release(id)
            .orElseThrow(() -> new RefusedException("The release does not exist."));
    Document document = new Document("release_dates", "release_date");
    LocalDate start = parameters.date("realtime_start", LocalDate.of(1776, 7, 4));
    LocalDate end = parameters.date("realtime_end", Parameters.LATEST);
    document.with("realtime_start", start.toString()).with("realtime_end", end.toString());
    List<Entry> entries = entries(release, start, lastDay(parameters, end));
    parameters
        .page(document, entries, new Page("release_date", false, MOST))
        .forEach(
            entry -> {
              Map<String, Object> fields = document.add();
              fields.put("release_id", release.id());
              fields.put("date", entry.date.toString());
            });
    return document;
  }

  Document ofAll(Parameters parameters) {
    LocalDate today = parameters.today();
    LocalDate start = parameters.date("realtime_start", today.withDayOfYear(1));
    LocalDate end = parameters.date("realtime_end", Parameters.LATEST);
    Document document = new Document("release_dates", "release_date");
    document.with("realtime_start", start.toString()).with("realtime_end", end.toString());
    List<Entry> entries = new ArrayList<>();
    for (Release release : catalogue.releases()) {
      entries.addAll(entries(release, start, lastDay(parameters, end)));
    }
    entries.sort(Comparator.comparing(Entry::date));
    parameters
        .page(document, entries, new Page("release_date", true, MOST_OF_ALL))
        .forEach(
            entry -> {
              Map<String, Object> fields = document.add();
              fields.put("release_id", entry.release.id());
              fields.put("release_name", entry.release.name());
              fields.put("date", entry.date.toString());
            });
    return document;
  }

  private static LocalDate lastDay(Parameters parameters, LocalDate end) {
    boolean ahead =
        parameters
            .oneOf("include_release_dates_with_no_data", "false", "true", "false")
            .equals("true");
    LocalDate last = ahead ? parameters.today().plusYears(YEARS_AHEAD) : parameters.today();
    return end.isBefore(last) ? end : last;
  }

  private List<Entry> entries(Release release, LocalDate from, LocalDate to) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    for (SeriesInfo info : catalogue.inRelease(release.id())) {
      LocalDate date = info.start();
      while (!info.firstPublished(date).isAfter(to)) {
        LocalDate published = info.firstPublished(date);
        if (!published.isBefore(from)) {
          dates.add(published);
        }
        date = info.frequency().next(date);
      }
    }
    return dates.stream().map(date -> new Entry(release, date)).toList();
  }
}
