package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.CloseCode;

/// Told once when a session ends, by any thread.
@FunctionalInterface
interface SessionEnds {
  void ended(Session session, CloseCode code);
}
