package dev.nautilus.simulator.vendor;

import java.util.List;

/// A vendor's API: what it serves, and how it refuses.
public interface VendorApi {
  List<Endpoint> endpoints();

  /// WebSocket endpoints; most vendors have none.
  default List<StreamEndpoint> streams() {
    return List.of();
  }

  /// How this vendor says that it was asked too often.
  Reply tooManyRequests(Request request);

  /// How this vendor says that it is out of order.
  Reply broken(Request request);

  /// How this vendor answers a path it does not have.
  default Reply notFound(Request request) {
    return Reply.of(404, "text/plain", "Not Found");
  }
}
