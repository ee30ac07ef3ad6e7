package dev.nautilus.message;

import java.util.Map;

/// Tells engines to do something together.
///
/// @param action what (`pause`, `resume`, `snapshot`, `drain`, `halt`)
/// @param target which engine; `*` for all
/// @param arguments what the action needs, by name
/// @param requestedBy who wants it
/// @param reason a sentence for people
public record SystemCoordination(
    String action,
    String target,
    Map<String, String> arguments,
    String requestedBy,
    String reason) {

  public SystemCoordination {
    Guard.text(action, "action");
    Guard.text(target, "target");
    arguments = Guard.sorted(arguments);
    Guard.text(requestedBy, "requestedBy");
  }
}
