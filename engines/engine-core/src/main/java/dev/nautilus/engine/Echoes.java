package dev.nautilus.engine;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// What the engine said after its state was taken down and before it died. The replay says the same
/// again, byte for byte; each is on the bus already and does not leave once more. Confined to the
/// engine thread.
final class Echoes {
  private final Map<Echo, Integer> unsaid = new HashMap<>();

  private record Echo(String type, ByteBuffer body) {}

  /// Notes a message found on the bus.
  ///
  /// @param said how far the engine's own messages belong to the state
  void found(Message<?> message, Map<String, MessageId> said) {
    MessageId id = message.envelope().id();
    MessageId last = said.get(id.stream());
    boolean known =
        last != null && last.incarnation() == id.incarnation() && id.sequence() <= last.sequence();
    if (!known) {
      unsaid.merge(echo(message), 1, Integer::sum);
    }
  }

  private static <P> Echo echo(Message<P> message) {
    return echo(message.type(), message.payload());
  }

  private static <P> Echo echo(MessageType<P> type, P payload) {
    return new Echo(type.name(), ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload)));
  }

  /// Whether this is on the bus already; each time it is found counts for one.
  <P> boolean take(MessageType<P> type, P payload) {
    if (unsaid.isEmpty()) {
      return false;
    }
    Echo echo = echo(type, payload);
    Integer left = unsaid.get(echo);
    if (left == null) {
      return false;
    }
    if (left == 1) {
      unsaid.remove(echo);
    } else {
      unsaid.put(echo, left - 1);
    }
    return true;
  }

  /// The replay is over.
  void clear() {
    unsaid.clear();
  }
}
