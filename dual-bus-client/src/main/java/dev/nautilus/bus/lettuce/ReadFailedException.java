package dev.nautilus.bus.lettuce;

/// Redis could not be read from; the reader connects again and goes on where it was.
final class ReadFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
