package dev.nautilus.bus.testkit;

/// A payload its reader cannot read, however often it tries: no use in handing it over again.
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
