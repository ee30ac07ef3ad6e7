package dev.nautilus.simulator.fred;

/// A request that FRED would refuse; the message is what it says after "Bad Request.".
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(String reason) {
    super(reason);
  }

  String fredMessage() {
    return "Bad Request.  " + getMessage();
  }

  static RefusedException notSet(String name) {
    return new RefusedException("Variable " + name + " is not set.");
  }

  static RefusedException notOneOf(String name, Object allowed) {
    return new RefusedException(
        "Value of " + name + " is not one of the valid options: " + allowed);
  }
}
