package dev.nautilus.bus.lettuce;

/// The Lettuce on the class path corrupts stream reads; refusing it beats losing data.
public final class UnsupportedLettuceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The first version whose stream reads are right.
  public static final String REQUIRED = "7.7.0";

  private final String found;

  UnsupportedLettuceException(String found) {
    super(
        "dual-bus-client needs Lettuce "
            + REQUIRED
            + " or later, found "
            + found
            + ": earlier versions merge stream entries (redis/lettuce #3800). Set"
            + " <lettuce.version>7.7.0.RELEASE</lettuce.version> in the application's pom, or import"
            + " nautilus-bom before Spring Boot's BOM.");
    this.found = found;
  }

  /// The version on the class path.
  public String found() {
    return found;
  }
}
