package dev.nautilus.fleet;

/// The fleet cannot do what it was asked; the message says what a person can do about it.
///
/// Retrying alone does not help with any of them.
final class FleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  FleetException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  FleetException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
