package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.vendor.Request;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Query parameters read as FRED reads them.
final class Parameters {
  /// What FRED prints for a period without a beginning.
  static final LocalDate UNBOUNDED_START = LocalDate.of(1600, 1, 1);

  static final LocalDate EARLIEST = LocalDate.of(1600, 1, 1);
  static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  private final Request request;
  private final LocalDate today;

  Parameters(Request request, LocalDate today) {
    this.request = request;
    this.today = today;
  }

  LocalDate today() {
    return today;
  }

  Optional<String> text(String name) {
    return request.parameter(name);
  }

  String required(String name) {
    return request.parameter(name).orElseThrow(() -> RefusedException.notSet(name));
  }

  LocalDate date(String name, LocalDate otherwise) {
    return request.parameter(name).map(text -> date(name, text)).orElse(otherwise);
  }

  List<LocalDate> dates(String name) {
    return Arrays.stream(request.parameter(name, "").split(","))
        .filter(text -> !text.isBlank())
        .map(text -> date(name, text.trim()))
        .sorted()
        .toList();
  }

  int number(String name, int otherwise, int least, int most) {
    Optional<String> text = request.parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of bounds.
    }
    throw new RefusedException(
        "Variable " + name + " is not an integer between " + least + " and " + most + ".");
  }

  String oneOf(String name, String otherwise, String... allowed) {
    String text = request.parameter(name, otherwise);
    if (!Arrays.asList(allowed).contains(text)) {
      throw RefusedException.notOneOf(name, String.join(", ", allowed));
    }
    return text;
  }

  LocalDate realtimeStart() {
    return date("realtime_start", today);
  }

  LocalDate realtimeEnd() {
    LocalDate end = date("realtime_end", today);
    if (end.isBefore(realtimeStart())) {
      throw new RefusedException("The value for realtime_start can not be after realtime_end.");
    }
    return end;
  }

  boolean descending(String otherwise) {
    return oneOf("sort_order", otherwise, "asc", "desc").equals("desc");
  }

  /// Adds the real-time period to a document.
  Document realtime(Document document) {
    document.with("realtime_start", realtimeStart().toString());
    return document.with("realtime_end", realtimeEnd().toString());
  }

  /// A page of a sorted list; says in the document which page it is.
  <T> Stream<T> page(Document document, List<T> all, Page page) {
    int limit = number("limit", page.most, 1, page.most);
    int offset = number("offset", 0, 0, Integer.MAX_VALUE);
    boolean descending = descending(page.descending ? "desc" : "asc");
    document.with("order_by", page.orderBy);
    document.with("sort_order", descending ? "desc" : "asc");
    document.with("count", all.size()).with("offset", offset).with("limit", limit);
    List<T> ordered = descending ? all.reversed() : all;
    return ordered.stream().skip(offset).limit(limit);
  }

  /// How a list is paged.
  ///
  /// @param most largest and default limit
  record Page(String orderBy, boolean descending, int most) {}

  /// Sorts ascending, so that a page can turn it round.
  static <T, K extends Comparable<K>> List<T> sorted(List<T> all, Function<T, K> key) {
    return all.stream().sorted(Comparator.comparing(key)).toList();
  }

  private static LocalDate date(String name, String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // Falls through to the same refusal as a date out of bounds.
    }
    throw new RefusedException(
        "Variable " + name + " is not a YYYY-MM-DD formatted date from 1600-01-01 to 9999-12-31.");
  }
}
