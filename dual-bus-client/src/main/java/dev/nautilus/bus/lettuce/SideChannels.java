package dev.nautilus.bus.lettuce;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who listens on channels that carry neither a stream nor replies. Any thread.
final class SideChannels {
  private final Map<String, List<Consumer<byte[]>>> byChannel = new ConcurrentHashMap<>();

  /// Adds a listener, which runs on Netty's thread: it must not wait.
  ///
  /// @return takes it away again
  Runnable add(String channel, Consumer<byte[]> listener) {
    List<Consumer<byte[]>> same =
        byChannel.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
    same.add(listener);
    return () -> same.remove(listener);
  }

  /// Something came; false when it is none of these channels.
  boolean received(String channel, byte[] bytes) {
    List<Consumer<byte[]>> listeners = byChannel.get(channel);
    if (listeners == null) {
      return false;
    }
    listeners.forEach(listener -> listener.accept(bytes));
    return true;
  }
}
