package dev.nautilus.engines.websocket;

import java.util.List;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/// The handshake, with or without compression.
final class GatewayHandshake extends DefaultHandshakeHandler {
  private static final String DEFLATE = "permessage-deflate";

  private final boolean compression;

  GatewayHandshake(boolean compression) {
    this.compression = compression;
  }

  @Override
  protected List<WebSocketExtension> filterRequestedExtensions(
      ServerHttpRequest request,
      List<WebSocketExtension> requested,
      List<WebSocketExtension> supported) {
    return super.filterRequestedExtensions(request, requested, supported).stream()
        .filter(each -> compression || !each.getName().equals(DEFLATE))
        .toList();
  }
}
