package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a chart request asks for, checked as Yahoo checks it.
///
/// @param from first instant wanted
/// @param to first instant no longer wanted
/// @param range as given; empty when periods were given
/// @param events which of `div`, `split`, `earn`
record ChartQuery(
    Interval interval,
    Instant from,
    Instant to,
    String range,
    Set<String> events,
    boolean prePost) {

  static final List<String> RANGES =
      List.of("1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max");

  private static final int MINUTE_DAYS_PER_CALL = 8;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /// Says why a request is refused. Carries the finished answer, so that checks can sit where they
  /// belong.
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Reply reply;

    RefusedException(int status, String code, String description) {
      super(description);
      this.reply = YahooJson.error(status, "chart", code, description);
    }

    Reply reply() {
      return reply;
    }
  }

  static ChartQuery parse(Request request, Instant listedSince, Instant now) {
    String intervalText = request.parameter("interval", "1d");
    Interval interval =
        Interval.parse(intervalText)
            .orElseThrow(
                () ->
                    unprocessable(
                        "Invalid input - interval="
                            + intervalText
                            + " is not supported. Valid intervals: "
                            + Interval.all()));
    Set<String> events = Set.copyOf(Arrays.asList(request.parameter("events", "").split("[|,]")));
    boolean prePost = request.parameter("includePrePost", "false").equals("true");
    Optional<Instant> period1 = request.parameter("period1").map(p -> epoch("period1", p));
    Optional<Instant> period2 = request.parameter("period2").map(p -> epoch("period2", p));
    if (period1.isPresent() || period2.isPresent()) {
      Instant from = period1.orElse(listedSince);
      Instant to = period2.orElse(now);
      return new ChartQuery(interval, from, to, "", events, prePost).checked(now);
    }
    String range = request.parameter("range", "1d");
    Instant from = start(range, listedSince, now);
    Instant end = now.plusSeconds(1);
    return new ChartQuery(interval, from, end, range, events, prePost).checked(now);
  }

  private ChartQuery checked(Instant now) {
    if (from.isAfter(to)) {
      throw new RefusedException(
          400,
          "Bad Request",
          "Invalid input - start date cannot be after end date. startDate = "
              + from.getEpochSecond()
              + ", endDate = "
              + to.getEpochSecond());
    }
    Duration asked = Duration.between(from, to);
    if (interval == Interval.ONE_MINUTE && asked.toSeconds() > daySeconds(MINUTE_DAYS_PER_CALL)) {
      throw unavailable(
          "Only "
              + MINUTE_DAYS_PER_CALL
              + " days worth of 1m granularity data are allowed to be fetched per request.");
    }
    int kept = interval.daysKept();
    // A day of grace, so that a range of exactly the retention is served.
    if (kept > 0 && from.isBefore(now.minusSeconds(daySeconds(kept) + daySeconds(1)))) {
      throw unavailable("The requested range must be within the last " + kept + " days.");
    }
    return this;
  }

  private RefusedException unavailable(String reason) {
    return unprocessable(
        interval.text()
            + " data not available for startTime="
            + from.getEpochSecond()
            + " and endTime="
            + to.getEpochSecond()
            + ". "
            + reason);
  }

  private static RefusedException unprocessable(String description) {
    return new RefusedException(422, "Unprocessable Entity", description);
  }

  private static long daySeconds(int days) {
    return Duration.ofDays(days).toSeconds();
  }

  private static Instant epoch(String name, String text) {
    try {
      Instant instant = Instant.ofEpochSecond(Long.parseLong(text));
      if (instant.isBefore(EARLIEST)) {
        return EARLIEST;
      }
      return instant.isAfter(LATEST) ? LATEST : instant;
    } catch (NumberFormatException | DateTimeException e) {
      throw unprocessable("Invalid input - " + name + "=" + text + " is not an epoch second");
    }
  }

  private static Instant start(String range, Instant listedSince, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate first =
        switch (range) {
          case "1d" -> today;
          case "5d" -> today.minusDays(4);
          case "1mo" -> today.minusMonths(1);
          case "3mo" -> today.minusMonths(3);
          case "6mo" -> today.minusMonths(6);
          case "1y" -> today.minusYears(1);
          case "2y" -> today.minusYears(2);
          case "5y" -> today.minusYears(5);
          case "10y" -> today.minusYears(10);
          case "ytd" -> today.withDayOfYear(1);
          case "max" -> LocalDate.ofInstant(listedSince, ZoneOffset.UTC);
          default -> other(range, today);
        };
    Instant start = first.atStartOfDay().toInstant(ZoneOffset.UTC);
    return start.isBefore(listedSince) ? listedSince : start;
  }

  /// Yahoo also takes any number of days, though it does not list them.
  private static LocalDate other(String range, LocalDate today) {
    if (range.matches("[1-9][0-9]{0,3}d")) {
      return today.minusDays(Long.parseLong(range.substring(0, range.length() - 1)) - 1);
    }
    throw unprocessable("Invalid input - range=" + range + " is not supported.");
  }
}
