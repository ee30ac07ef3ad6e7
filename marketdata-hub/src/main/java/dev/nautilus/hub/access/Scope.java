package dev.nautilus.hub.access;

/// What a token allows.
enum Scope {
  /// Nothing is asked for: links, health, metrics, the API's description.
  NONE,
  /// Market data, and how sources and cache are.
  READ,
  /// Subscriptions.
  SUBSCRIBE,
  /// Everything, in anybody's name.
  ADMIN;

  /// What a path asks for. A path that nobody thought of asks for READ.
  static Scope of(String path) {
    if (path.equals("/")
        || path.equals("/health")
        || path.equals("/metrics")
        || path.equals("/error")
        || path.startsWith("/v3/api-docs")
        || path.equals("/actuator/health")) {
      return NONE;
    }
    if (path.startsWith("/actuator")) {
      return ADMIN;
    }
    return path.startsWith("/subscription") ? SUBSCRIBE : READ;
  }
}
