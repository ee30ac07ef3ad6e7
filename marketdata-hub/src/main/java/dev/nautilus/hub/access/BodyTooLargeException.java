package dev.nautilus.hub.access;

import java.io.IOException;

/// A body is larger than it may be. Reading it has been given up.
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long most) {
    super("The body must be at most " + most + " bytes.");
  }
}
