package dev.nautilus.bus;

/// The way a message takes beside others of its family: each lane has its own stream, connection
/// and dispatch thread. Order holds within a lane; another lane may overtake.
public enum Lane {
  /// The usual way, in order per publisher and key.
  MAIN(""),
  /// Alerts and whatever is URGENT: never behind a backlog. In order per publisher and key.
  EXPRESS(":express"),
  /// Messages whose order does not matter: all running instances of an engine share the work.
  SHARED(":shared");

  private final String suffix;

  Lane(String suffix) {
    this.suffix = suffix;
  }

  /// What its streams are called behind the family's partition; empty for [#MAIN].
  public String suffix() {
    return suffix;
  }
}
