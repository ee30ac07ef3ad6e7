package dev.nautilus.message;

import java.time.Instant;

/// An engine met an error it could not handle; repeats are counted, not repeated. Express lane.
///
/// @param component where (`features/engine`, `hub/yahoo_finance`)
/// @param code stable code or exception name
/// @param detail a sentence for people, without secrets
/// @param occurrences how often since `firstAt`, 1 or more
/// @param firstAt first time (UTC)
/// @param lastAt latest time (UTC)
public record ErrorAlert(
    String component,
    String code,
    String detail,
    long occurrences,
    Instant firstAt,
    Instant lastAt) {

  public ErrorAlert {
    Guard.text(component, "component");
    Guard.text(code, "code");
    Guard.positive(occurrences, "occurrences");
    Guard.ordered(firstAt, lastAt);
  }
}
