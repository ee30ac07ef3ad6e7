package dev.nautilus.fleet;

/// What the process tells the shell; `./nautilus help` lists the same numbers.
enum ExitCode {
  OK(0),
  /// Something broke; the message and the log say what.
  FAILED(1),
  /// The command line cannot be understood.
  USAGE(2),
  /// `up` while a fleet runs, or `status` and `tail` while none does.
  WRONG_STATE(3),
  /// Another program listens where the fleet must.
  PORT_TAKEN(4),
  /// Everything started, and yet it was not ready in time.
  NOT_READY(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
