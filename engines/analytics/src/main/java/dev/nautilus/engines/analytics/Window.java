package dev.nautilus.engines.analytics;

import dev.nautilus.engine.EngineException;
import java.util.Arrays;

/// How many of the newest days statistics cover: a month, a quarter and a year of trading days, or
/// all there are. Constants, so that no configuration can shorten one.
enum Window {
  MONTH("1m", 21),
  QUARTER("3m", 63),
  YEAR("1y", 252),
  /// From the first day on; its days are the fewest that have a deviation.
  ALL("all", 2);

  private final String code;
  private final int days;

  Window(String code, int days) {
    this.code = code;
    this.days = days;
  }

  String code() {
    return code;
  }

  /// Days it needs to be full.
  int days() {
    return days;
  }

  /// @throws EngineException INVALID when there is none of that code
  static Window of(String code) {
    return Arrays.stream(values())
        .filter(each -> each.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                EngineException.invalid(
                    "window must be one of %s, was '%s'"
                        .formatted(Arrays.stream(values()).map(Window::code).toList(), code)));
  }
}
