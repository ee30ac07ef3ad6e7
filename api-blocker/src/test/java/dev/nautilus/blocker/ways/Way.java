package dev.nautilus.blocker.ways;

/// One way to reach a host.
///
/// @param name unique, for people
/// @param expected what the agent must make of it
/// @param call what it does; it may throw what it likes
record Way(String name, Expected expected, Call call) {

  static Way refused(String name, Call call) {
    return new Way(name, Expected.REFUSED, call);
  }

  /// Refused by the agent, but the client keeps the reason to itself.
  static Way refusedSilently(String name, Call call) {
    return new Way(name, Expected.STOPPED, call);
  }

  /// Known to get past the agent. Only a network without a way out stops it.
  static Way slips(String name, Call call) {
    return new Way(name, Expected.SLIPS, call);
  }

  /// What happens with the agent.
  enum Expected {
    REFUSED,
    STOPPED,
    SLIPS
  }

  /// Tries to reach the host.
  @FunctionalInterface
  interface Call {
    void run(Scene scene) throws Exception;
  }
}
