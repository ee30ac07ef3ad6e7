package dev.nautilus.bench;

import java.io.Serial;

/// A run cannot go on; trying again helps only where the text says so.
public final class BenchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(message);
  }

  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
