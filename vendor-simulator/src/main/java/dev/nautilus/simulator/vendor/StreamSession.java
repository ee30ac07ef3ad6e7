package dev.nautilus.simulator.vendor;

import java.time.Instant;
import java.util.List;

/// One client's WebSocket conversation: text in, text out, driven from outside so that it needs
/// neither threads nor a clock of its own.
public interface StreamSession {
  /// Frames to send at once in answer to a client's message.
  List<String> received(String text, Instant now);

  /// Frames that fell due since the last call; called several times a second.
  List<String> due(Instant now);
}
