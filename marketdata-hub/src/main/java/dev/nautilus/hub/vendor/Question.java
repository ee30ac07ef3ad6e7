package dev.nautilus.hub.vendor;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is sent to a vendor.
///
/// @param json what to send by POST; null for a GET
record Question(URI url, Map<String, String> headers, @Nullable String json) {

  /// What is posted may have had its effect already when the answer is lost, or leads elsewhere.
  boolean mayBeRepeated() {
    return json == null;
  }
}
