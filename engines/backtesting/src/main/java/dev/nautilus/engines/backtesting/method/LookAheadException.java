package dev.nautilus.engines.backtesting.method;

/// A strategy asked for something that lies ahead of the run's clock. The run is worthless and
/// ends; asking again does not help.
public final class LookAheadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LookAheadException(String what) {
    super(what);
  }
}
