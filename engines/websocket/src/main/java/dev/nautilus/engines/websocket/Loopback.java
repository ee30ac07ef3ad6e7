package dev.nautilus.engines.websocket;

/// Whether only programs of the same machine reach the gateway.
final class Loopback {
  private Loopback() {}

  /// Whether nobody needs a token.
  ///
  /// @param address where the gateway listens; empty for everywhere
  static boolean isOpen(WebsocketProperties.Access.Mode mode, String address) {
    return switch (mode) {
      case OPEN -> true;
      case CLOSED -> false;
      case AUTO -> isLoopback(address);
    };
  }

  /// By its spelling alone: a name that only resolves to loopback is not taken for it.
  private static boolean isLoopback(String address) {
    return address.equals("localhost")
        || address.equals("::1")
        || address.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
