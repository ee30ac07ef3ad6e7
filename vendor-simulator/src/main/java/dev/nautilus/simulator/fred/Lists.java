package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.fred.Catalogue.Category;
import dev.nautilus.simulator.fred.Catalogue.Release;
import dev.nautilus.simulator.fred.Parameters.Page;
import dev.nautilus.simulator.fred.SeriesData.Point;
import dev.nautilus.simulator.fred.SeriesData.Vintage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Everything but observations: what series there are, where they belong, when they come out.
final class Lists {
  static final LocalTime PUBLICATION_TIME = LocalTime.of(7, 55, 1);
  static final ZoneId CENTRAL = ZoneId.of("America/Chicago");

  private static final int MOST = 1_000;
  private static final int MOST_UPDATES = 100;
  private static final int MOST_DATES = 10_000;

  /// Two-digit offset: `2024-12-19 07:55:01-06`.
  private static final DateTimeFormatter LAST_UPDATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssx", Locale.ROOT);

  private final Catalogue catalogue;
  private final SeriesData data;

  Lists(Catalogue catalogue, SeriesData data) {
    this.catalogue = catalogue;
    this.data = data;
  }

  Document series(SeriesInfo info, Parameters parameters, LocalDate known) {
    Document document = parameters.realtime(new Document("seriess", "series"));
    putSeries(document.add(), info, parameters, known);
    return document;
  }

  Document search(Parameters parameters, LocalDate known) {
    String text = parameters.required("search_text").toLowerCase(Locale.ROOT);
    String type = parameters.oneOf("search_type", "full_text", "full_text", "series_id");
    List<SeriesInfo> found =
        catalogue.all().stream()
            .filter(info -> type.equals("series_id") ? idMatches(info, text) : hasAll(info, text))
            .toList();
    Document document = parameters.realtime(new Document("seriess", "series"));
    Page page = new Page("search_rank", true, MOST);
    parameters
        .page(document, Parameters.sorted(found, SeriesInfo::popularity), page)
        .forEach(
            info -> {
              Map<String, Object> fields = document.add();
              putSeries(fields, info, parameters, known);
              fields.put("group_popularity", info.popularity());
            });
    return document;
  }

  Document updates(Parameters parameters, LocalDate known) {
    Document document = parameters.realtime(new Document("seriess", "series"));
    document.with("filter_variable", "geography");
    document.with(
        "filter_value", parameters.oneOf("filter_value", "all", "all", "macro", "regional"));
    List<SeriesInfo> sorted = Parameters.sorted(catalogue.all(), info -> lastRelease(info, known));
    parameters
        .page(document, sorted, new Page("last_updated", true, MOST_UPDATES))
        .forEach(info -> putSeries(document.add(), info, parameters, known));
    return document;
  }

  Document releaseOf(SeriesInfo info, Parameters parameters) {
    Document document = parameters.realtime(new Document("releases", "release"));
    putRelease(document.add(), catalogue.release(info.releaseId()).orElseThrow(), parameters);
    return document;
  }

  Document releases(Parameters parameters) {
    Document document = parameters.realtime(new Document("releases", "release"));
    parameters
        .page(document, catalogue.releases(), new Page("release_id", false, MOST))
        .forEach(release -> putRelease(document.add(), release, parameters));
    return document;
  }

  Document categoriesOf(SeriesInfo info) {
    Category category = catalogue.category(info.categoryId()).orElseThrow();
    Document document = new Document("categories", "category");
    Map<String, Object> fields = document.add();
    fields.put("id", category.id());
    fields.put("name", category.name());
    fields.put("parent_id", category.parentId());
    return document;
  }

  Document tagsOf(SeriesInfo info, Parameters parameters) {
    Document document = parameters.realtime(new Document("tags", "tag"));
    List<String> tags = Parameters.sorted(info.tags(), this::seriesWith);
    parameters
        .page(document, tags, new Page("series_count", false, MOST))
        .forEach(
            tag -> {
              Map<String, Object> fields = document.add();
              fields.put("name", tag.substring(0, tag.indexOf(':')));
              fields.put("group_id", tag.substring(tag.indexOf(':') + 1));
              fields.put("notes", "");
              fields.put("created", "2012-02-27 10:18:19-06");
              fields.put("popularity", Math.min(100, 60 + seriesWith(tag)));
              fields.put("series_count", seriesWith(tag));
            });
    return document;
  }

  Document vintageDates(SeriesInfo info, Parameters parameters, LocalDate known) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    for (Point point : data.publishedBy(info, known)) {
      for (Vintage vintage : data.vintages(info, point)) {
        if (!vintage.from().isAfter(known)) {
          dates.add(vintage.from());
        }
      }
    }
    Document document = new Document("vintage_dates", "vintage_date");
    LocalDate start = parameters.date("realtime_start", LocalDate.of(1776, 7, 4));
    LocalDate end = parameters.date("realtime_end", Parameters.LATEST);
    document.with("realtime_start", start.toString()).with("realtime_end", end.toString());
    List<LocalDate> wanted =
        dates.stream().filter(date -> !date.isBefore(start) && !date.isAfter(end)).toList();
    parameters
        .page(document, wanted, new Page("vintage_date", false, MOST_DATES))
        .forEach(date -> document.add(date.toString()));
    return document;
  }

  private void putSeries(
      Map<String, Object> fields, SeriesInfo info, Parameters parameters, LocalDate known) {
    List<Point> points = data.publishedBy(info, known);
    LocalDate end = points.isEmpty() ? info.start() : points.getLast().date();
    fields.put("id", info.id());
    fields.put("realtime_start", parameters.realtimeStart().toString());
    fields.put("realtime_end", parameters.realtimeEnd().toString());
    fields.put("title", info.title());
    fields.put("observation_start", info.start().toString());
    fields.put("observation_end", end.toString());
    fields.put("frequency", info.frequency().text());
    fields.put("frequency_short", info.frequency().code());
    fields.put("units", info.units());
    fields.put("units_short", info.unitsShort());
    fields.put("seasonal_adjustment", info.adjustment());
    fields.put("seasonal_adjustment_short", info.adjustmentShort());
    LocalDate updated = lastRelease(info, known);
    fields.put(
        "last_updated", LAST_UPDATED.format(updated.atTime(PUBLICATION_TIME).atZone(CENTRAL)));
    fields.put("popularity", info.popularity());
    fields.put("notes", info.notes());
  }

  private static void putRelease(
      Map<String, Object> fields, Release release, Parameters parameters) {
    fields.put("id", release.id());
    fields.put("realtime_start", parameters.realtimeStart().toString());
    fields.put("realtime_end", parameters.realtimeEnd().toString());
    fields.put("name", release.name());
    fields.put("press_release", release.press());
    fields.put("link", release.link());
  }

  /// The latest day on which a value of the series was new or revised.
  private LocalDate lastRelease(SeriesInfo info, LocalDate known) {
    LocalDate latest = info.start();
    List<Point> points = data.publishedBy(info, known);
    // Older points have long reached their final form.
    for (Point point : points.subList(Math.max(0, points.size() - 10), points.size())) {
      for (Vintage vintage : data.vintages(info, point)) {
        boolean out = !vintage.from().isAfter(known);
        latest = out && vintage.from().isAfter(latest) ? vintage.from() : latest;
      }
    }
    return latest;
  }

  private int seriesWith(String tag) {
    return (int) catalogue.all().stream().filter(info -> info.tags().contains(tag)).count();
  }

  private static boolean idMatches(SeriesInfo info, String pattern) {
    String quoted = pattern.replaceAll("[^a-z0-9*]", "");
    return info.id().toLowerCase(Locale.ROOT).matches(quoted.replace("*", ".*"));
  }

  private static boolean hasAll(SeriesInfo info, String words) {
    String text = (info.id() + " " + info.title() + " " + info.tags()).toLowerCase(Locale.ROOT);
    return Arrays.stream(words.split("[\\s+]+")).allMatch(text::contains);
  }
}
