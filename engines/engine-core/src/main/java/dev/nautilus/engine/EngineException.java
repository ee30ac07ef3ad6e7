package dev.nautilus.engine;

import java.util.Collection;
import java.util.List;

/// A question to an engine that it cannot answer; becomes a problem document (RFC 9457) on REST.
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of "no" it is.
  public enum Reason {
    /// There is nothing of that name; the exception lists what there is.
    UNKNOWN,
    /// The question itself is wrong; the message says what must change.
    INVALID,
    /// The engine has no room, is stopping or has failed.
    UNAVAILABLE
  }

  private final Reason reason;
  private final transient List<String> known;

  private EngineException(Reason reason, String message, List<String> known) {
    super(message);
    this.reason = reason;
    this.known = known;
  }

  /// Nothing of that name exists.
  ///
  /// @param kind what was looked for, in the singular: `symbol`
  /// @param known the names that exist
  public static EngineException unknown(String kind, String name, Collection<String> known) {
    return new EngineException(
        Reason.UNKNOWN,
        "no " + kind + " '" + name + "' here",
        known.stream().sorted().limit(1_000).toList());
  }

  /// The question is wrong.
  ///
  /// @param message what must be different, and what was given
  public static EngineException invalid(String message) {
    return new EngineException(Reason.INVALID, message, List.of());
  }

  /// The engine cannot take questions now.
  public static EngineException unavailable(String message) {
    return new EngineException(Reason.UNAVAILABLE, message, List.of());
  }

  /// What kind of "no" it is.
  public Reason reason() {
    return reason;
  }

  /// For UNKNOWN, at most 1,000 names that exist; else empty.
  List<String> known() {
    return known;
  }

  /// Whether the same question may be answered later.
  public boolean isRetryable() {
    return reason == Reason.UNAVAILABLE;
  }
}
