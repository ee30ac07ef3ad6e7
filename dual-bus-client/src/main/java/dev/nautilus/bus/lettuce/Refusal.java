package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisCommandExecutionException;

/// What Redis says when it will not do something.
final class Refusal {
  private Refusal() {}

  /// Whether the server is out of memory. Within a script, before Redis 7, it says so in the
  /// middle.
  static boolean isOutOfMemory(String message) {
    return message.startsWith("OOM") || message.contains("-OOM ");
  }

  /// Whether this user may not do it, or nobody may for want of memory: no reason to give the
  /// connection up.
  static boolean isBearable(RedisCommandExecutionException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return isOutOfMemory(message) || isForbidden(message);
  }

  /// Whether another node is asked now: this one is a replica, or has given the slot away, or is
  /// cut off from the others. The connection is to the wrong node.
  static boolean isElsewhere(String message) {
    return message.startsWith("MOVED ")
        || message.startsWith("READONLY")
        || message.contains("-READONLY ")
        || message.startsWith("CLUSTERDOWN")
        || message.startsWith("MASTERDOWN");
  }

  /// Whether this user may not do it. Within a script 6.2 says so in the middle, and 7.0 in words
  /// of its own.
  static boolean isForbidden(String message) {
    return message.startsWith("NOPERM")
        || message.contains("-NOPERM ")
        || message.contains("The user executing the script can't");
  }
}
