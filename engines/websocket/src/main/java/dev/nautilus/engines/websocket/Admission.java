package dev.nautilus.engines.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// The door at the handshake. A token comes as `Authorization: Bearer <token>`; a browser, which
/// cannot set headers, offers it as a second protocol, `nautilus.bearer.<token in base64url>`,
/// which is never answered. It never stands in a URL.
final class Admission implements HandshakeInterceptor {
  /// The protocol that is spoken.
  static final String PROTOCOL = "nautilus.v1";

  private static final String BEARER_PROTOCOL = "nautilus.bearer.";
  private static final String BEARER = "bearer ";
  private static final String CALLER = Caller.class.getName();
  private static final String REMOTE = "remote";

  private final Doorkeeper door;
  private final Sessions sessions;

  Admission(Doorkeeper door, Sessions sessions) {
    this.door = door;
    this.sessions = sessions;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    Optional<Caller> caller = door.admit(token(request.getHeaders()));
    if (caller.isEmpty()) {
      sessions.noteRefusal();
      response.setStatusCode(HttpStatus.UNAUTHORIZED);
      response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      return false;
    }
    attributes.put(CALLER, caller.get());
    if (request instanceof ServletServerHttpRequest servlet) {
      attributes.put(REMOTE, servlet.getServletRequest().getRemoteAddr());
    }
    return true;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception exception) {}

  private static @Nullable String token(HttpHeaders headers) {
    String token = token(headers.getFirst(HttpHeaders.AUTHORIZATION));
    if (token != null) {
      return token;
    }
    for (String line : headers.getOrEmpty("Sec-WebSocket-Protocol")) {
      for (String protocol : line.split(",", -1)) {
        if (protocol.strip().startsWith(BEARER_PROTOCOL)) {
          return decoded(protocol.strip().substring(BEARER_PROTOCOL.length()));
        }
      }
    }
    return null;
  }

  /// The token of an `Authorization` header; null when it has none.
  static @Nullable String token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }

  private static @Nullable String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Who opened a socket.
  static Caller caller(WebSocketSession socket) {
    if (socket.getAttributes().get(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a socket must have come through the door");
  }

  static String remote(WebSocketSession socket) {
    return socket.getAttributes().get(REMOTE) instanceof String remote ? remote : "";
  }
}
