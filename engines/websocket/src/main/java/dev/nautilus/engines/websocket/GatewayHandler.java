package dev.nautilus.engines.websocket;

import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.websocket.method.CloseCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/// Brings sockets and sessions together. Called by the threads of the sockets, one at a time for
/// each socket.
final class GatewayHandler extends AbstractWebSocketHandler implements SubProtocolCapable {
  private static final Logger log = LoggerFactory.getLogger(GatewayHandler.class);

  private final RunningEngine engine;
  private final Sessions sessions;
  private final Requests requests;
  private final WebsocketProperties properties;
  private final Map<String, Session> bySocket = new ConcurrentHashMap<>();

  GatewayHandler(
      RunningEngine engine, Sessions sessions, Requests requests, WebsocketProperties properties) {
    this.engine = engine;
    this.sessions = sessions;
    this.requests = requests;
    this.properties = properties;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of(Admission.PROTOCOL);
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    Wire wire = new SocketWire(socket, properties.sendTimeLimit());
    if (!engine.isReady()) {
      sessions.noteRefusal();
      wire.close(CloseCode.TRY_LATER, "the gateway is not ready yet");
      return;
    }
    Optional<Session> session =
        sessions.open(Admission.caller(socket), Admission.remote(socket), wire);
    if (session.isEmpty()) {
      wire.close(CloseCode.TRY_LATER, "at most %d sessions".formatted(properties.maxSessions()));
      return;
    }
    bySocket.put(socket.getId(), session.get());
    if (!socket.isOpen()) {
      afterConnectionClosed(socket, CloseStatus.NO_CLOSE_FRAME);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    Session session = bySocket.get(socket.getId());
    if (session != null && session.isOpen()) {
      requests.handle(session, message.getPayload());
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
    Session session = bySocket.get(socket.getId());
    if (session != null) {
      session.close(CloseCode.UNSUPPORTED_DATA, "requests are texts");
    }
  }

  @Override
  protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
    Session session = bySocket.get(socket.getId());
    if (session != null) {
      session.heard();
    }
  }

  @Override
  public void handleTransportError(WebSocketSession socket, Throwable exception) {
    log.debug("session {}: {}", socket.getId(), exception.toString());
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    Session session = bySocket.remove(socket.getId());
    if (session != null) {
      session.gone();
    }
  }
}
