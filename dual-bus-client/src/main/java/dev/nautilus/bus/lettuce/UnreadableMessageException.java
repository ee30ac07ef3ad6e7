package dev.nautilus.bus.lettuce;

/// A message whose payload this process cannot read, however often it tries.
final class UnreadableMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableMessageException(String message) {
    super(message);
  }

  UnreadableMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
