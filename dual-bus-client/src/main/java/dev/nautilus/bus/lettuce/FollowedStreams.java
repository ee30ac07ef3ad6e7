package dev.nautilus.bus.lettuce;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pushed streams of one reader by channel. Any thread finds one; the reading thread alone
/// adds, reads and looks.
final class FollowedStreams {
  private final Map<String, PushedStream> byChannel = new ConcurrentHashMap<>();

  @Nullable PushedStream get(String channel) {
    return byChannel.get(channel);
  }

  void put(String channel, PushedStream stream) {
    byChannel.put(channel, stream);
  }

  void remove(String channel) {
    byChannel.remove(channel);
  }

  boolean isEmpty() {
    return byChannel.isEmpty();
  }

  Set<String> channels() {
    return byChannel.keySet();
  }

  Collection<PushedStream> all() {
    return byChannel.values();
  }

  /// Reads what the streams hold beyond what was seen; returns how many messages.
  long catchUp() throws InterruptedException {
    long found = 0;
    for (PushedStream stream : all()) {
      found += stream.catchUp();
    }
    return found;
  }

  /// Who is silent where; empty when nobody is. Any thread.
  String silent() {
    return byChannel.entrySet().stream()
        .filter(entry -> !entry.getValue().silent().isEmpty())
        .map(entry -> entry.getValue().silent() + " silent on " + entry.getKey())
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /// How long until a publisher may have fallen silent, but at most so long.
  long nanosUntilLook(long most) {
    long nanos = most;
    for (PushedStream stream : all()) {
      nanos = Math.min(nanos, stream.nanosUntilLook());
    }
    return nanos;
  }

  /// Announces publishers that have fallen silent; true when there is one more.
  ///
  /// @param connected whether anything could have been heard
  boolean lookForSilence(boolean connected) {
    boolean found = false;
    for (PushedStream stream : all()) {
      found |= stream.lookForSilence(connected);
    }
    return found;
  }
}
