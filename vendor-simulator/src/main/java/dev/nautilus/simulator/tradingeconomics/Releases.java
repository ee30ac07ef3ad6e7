package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Value;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calendar of releases, with a holiday each new year: all values are text with their units,
/// and it stops at the plan's rows, wherever that is.
final class Releases {
  private static final int HOUR = 13;
  private static final int MINUTE = 30;
  private static final String PAGES = "/united-states/";

  private final EconomyBook economy;
  private final int mostRows;

  Releases(EconomyBook economy, int mostRows) {
    this.economy = economy;
    this.mostRows = mostRows;
  }

  /// One release.
  ///
  /// @param actual empty before it
  private record Event(
      LocalDateTime at,
      Indicator indicator,
      LocalDate period,
      Optional<Value> actual,
      Optional<Value> previous) {}

  ArrayNode calendar(Request request, Instant now) {
    LocalDate from = LocalDate.parse(request.gap("from"));
    LocalDate to = LocalDate.parse(request.gap("to"));
    String country = request.gap("country");
    ArrayNode rows = JsonReply.object().arrayNode();
    if (!country.equalsIgnoreCase("All") && !country.equalsIgnoreCase(Indicator.COUNTRY)) {
      return rows;
    }
    List<ObjectNode> all = new ArrayList<>();
    for (LocalDate day = LocalDate.of(from.getYear(), 1, 1);
        !day.isAfter(to);
        day = day.plusYears(1)) {
      if (!day.isBefore(from)) {
        all.add(holiday(day));
      }
    }
    events(from, to, now).forEach(event -> all.add(row(event)));
    all.stream()
        .sorted(Comparator.comparing(row -> row.path("Date").asString()))
        .limit(mostRows)
        .forEach(rows::add);
    return rows;
  }

  private List<Event> events(LocalDate from, LocalDate to, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Event> events = new ArrayList<>();
    for (Indicator indicator : Indicator.values()) {
      if (indicator.frequency().equals("Daily")) {
        continue;
      }
      List<Value> known = indicator.published(economy, now);
      Optional<Value> previous = Optional.empty();
      for (Value value : known) {
        LocalDate day = indicator.release(value.date(), today);
        events.add(new Event(time(day), indicator, value.date(), Optional.of(value), previous));
        previous = Optional.of(value);
      }
      LocalDate next = indicator.next(known.getLast().date());
      while (!indicator.planned(next).isAfter(to)) {
        LocalDate day = indicator.planned(next);
        LocalDate coming = day.isAfter(today) ? day : today.plusDays(1);
        events.add(new Event(time(coming), indicator, next, Optional.empty(), previous));
        next = indicator.next(next);
      }
    }
    return events.stream()
        .filter(e -> !e.at.toLocalDate().isBefore(from) && !e.at.toLocalDate().isAfter(to))
        .sorted(Comparator.comparing(Event::at).thenComparing(Event::indicator))
        .toList();
  }

  private static LocalDateTime time(LocalDate day) {
    return day.atTime(HOUR, MINUTE);
  }

  private static ObjectNode holiday(LocalDate day) {
    ObjectNode row = JsonReply.object();
    row.put("CalendarId", "9" + day.toEpochDay());
    row.put("Date", Indicators.STAMP.format(day.atStartOfDay()));
    row.put("Country", Indicator.COUNTRY);
    row.put("Category", "Holidays");
    row.put("Event", "New Year’s Day");
    row.put("Reference", "");
    row.putNull("ReferenceDate");
    texts(row, "", "", "");
    row.put("URL", PAGES + "holidays");
    row.put("LastUpdate", Indicators.STAMP.format(day.minusDays(30).atStartOfDay()));
    row.put("Ticker", "HOLIDAYSUNITEDSTATES").put("Symbol", "");
    return row.put("Currency", "").put("Unit", "");
  }

  private static ObjectNode row(Event event) {
    ObjectNode row = JsonReply.object();
    Indicator indicator = event.indicator;
    LocalDate stamp = indicator.stamp(event.period);
    String series = Integer.toUnsignedString(indicator.symbol().hashCode());
    row.put("CalendarId", series + event.period.toEpochDay());
    row.put("Date", Indicators.STAMP.format(event.at));
    row.put("Country", Indicator.COUNTRY);
    row.put("Category", indicator.category());
    row.put("Event", indicator.category());
    String month = stamp.getMonth().name().substring(0, 3);
    boolean whole = !indicator.frequency().equals("Weekly");
    row.put(
        "Reference",
        indicator.frequency().equals("Quarterly")
            ? "Q" + (stamp.getMonthValue() + 2) / 3
            : whole ? month.charAt(0) + month.substring(1).toLowerCase(Locale.ROOT) : "");
    row.put("ReferenceDate", Indicators.STAMP.format(stamp.atStartOfDay()));
    texts(
        row,
        indicator.printed(event.actual),
        indicator.printed(event.previous),
        indicator.printed(event.previous));
    row.put("URL", PAGES + indicator.category().toLowerCase(Locale.ROOT).replace(' ', '-'));
    row.put("LastUpdate", Indicators.STAMP.format(event.at) + ".5");
    row.put("Ticker", indicator.symbol().replace(" ", "")).put("Symbol", indicator.symbol());
    return row.put("Currency", indicator.currency()).put("Unit", indicator.unit());
  }

  private static void texts(ObjectNode row, String actual, String previous, String forecast) {
    row.put("Source", "").put("SourceURL", "");
    row.put("Actual", actual).put("Previous", previous);
    row.put("Forecast", forecast).put("TEForecast", forecast);
    row.put("DateSpan", "0").put("Importance", 1).put("Revised", "");
  }
}
