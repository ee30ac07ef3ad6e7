package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;

/// Something about the fleet needs an operator before it breaks. Express lane.
///
/// @param severity how soon
/// @param component what (`marketdata-bus`, `hub`, `group risk`)
/// @param code stable code (`MEMORY_HIGH`, `GROUP_EXPIRED`, `LOST`)
/// @param detail a sentence for people, without secrets
/// @param observed what was measured; missing when nothing was
/// @param threshold what it was held against, same unit; missing like `observed`
/// @param at when it was seen (UTC)
public record SystemAlert(
    Severity severity,
    String component,
    String code,
    String detail,
    OptionalDouble observed,
    OptionalDouble threshold,
    Instant at) {

  /// How soon someone must look.
  public enum Severity {
    /// Worth knowing; also the all-clear.
    INFO,
    /// Today.
    WARNING,
    /// Now.
    CRITICAL
  }

  public SystemAlert {
    Guard.text(component, "component");
    Guard.text(code, "code");
    Guard.finite(observed, "observed");
    Guard.finite(threshold, "threshold");
  }
}
