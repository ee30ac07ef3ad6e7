package dev.nautilus.message;

import java.time.Instant;
import java.util.List;

/// A part of the fleet has stopped working. Express lane.
///
/// @param component what failed
/// @param code stable code
/// @param detail a sentence for people, without secrets
/// @param affected what no longer works because of it
/// @param recovering true when it is being brought back without help
/// @param at when it failed (UTC)
public record SystemFailure(
    String component,
    String code,
    String detail,
    List<String> affected,
    boolean recovering,
    Instant at) {

  public SystemFailure {
    Guard.text(component, "component");
    Guard.text(code, "code");
    affected = List.copyOf(affected);
  }
}
