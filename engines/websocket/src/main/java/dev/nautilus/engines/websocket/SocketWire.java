package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.CloseCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/// A real socket.
final class SocketWire implements Wire {
  private static final Logger log = LoggerFactory.getLogger(SocketWire.class);

  /// A close frame holds 125 bytes, two of them the code (RFC 6455, 5.5).
  private static final int MOST_OF_A_REASON = 123;

  /// Tomcat's name for how long a send may block.
  private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private final WebSocketSession socket;

  /// @param sendTimeLimit after which the socket gives up by itself
  SocketWire(WebSocketSession socket, Duration sendTimeLimit) {
    this.socket = socket;
    if (socket instanceof NativeWebSocketSession session
        && session.getNativeSession() instanceof jakarta.websocket.Session standard) {
      standard.getUserProperties().put(SEND_TIMEOUT, sendTimeLimit.toMillis());
    }
  }

  @Override
  public void send(String text) throws IOException {
    socket.sendMessage(new TextMessage(text));
  }

  @Override
  public void ping() throws IOException {
    socket.sendMessage(new PingMessage());
  }

  @Override
  public void close(CloseCode code, String reason) {
    try {
      socket.close(new CloseStatus(code.code(), cut(reason)));
    } catch (IOException | RuntimeException e) {
      log.debug("closing {}: {}", socket.getId(), e.toString());
    }
  }

  /// Reasons are ASCII here, so a character is a byte.
  private static String cut(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(bytes.length, MOST_OF_A_REASON);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
