package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.CloseCode;
import java.io.IOException;

/// The socket of a session. [#send] and [#ping] are called by one thread and may take as long as
/// the browser likes; [#close] may be called by another one meanwhile.
interface Wire {
  /// Sends a message.
  ///
  /// @throws IOException when the browser is gone
  void send(String text) throws IOException;

  /// Asks whether the browser is there.
  ///
  /// @throws IOException when it is gone
  void ping() throws IOException;

  /// Ends the connection, with a reason where it still can be told. Never throws.
  void close(CloseCode code, String reason);
}
