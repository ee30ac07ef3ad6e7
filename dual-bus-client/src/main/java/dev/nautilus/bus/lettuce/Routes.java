package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.List;

/// Which streams of a server there are for what.
interface Routes {
  /// The stream that a message is written to.
  StreamKey streamOf(MessageType<?> type, OutgoingMessage message);

  /// The streams that bring every message of a type.
  List<StreamKey> streamsOf(MessageType<?> type);

  /// Whether a type is read by groups; else it is pushed.
  boolean isPulled(MessageType<?> type);
}
