package dev.nautilus.hub.vendor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a vendor connection is.
///
/// @param state a word for a page
/// @param detail a sentence that says what to do when it is not well
/// @param calls requests sent to the vendor since start
/// @param failures of these, how many ended in VENDOR_FAILED or GARBAGE
/// @param limited of these, how many were refused for their rate
/// @param openConnections HTTP connections open now, 0 or 1
/// @param streaming whether the WebSocket is up
/// @param lastError newest trouble, free of secrets; null when there was none
/// @param lastErrorAt when that was; null when there was none
public record VendorStatus(
    State state,
    String detail,
    long calls,
    long failures,
    long limited,
    int openConnections,
    boolean streaming,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt) {

  /// A word for a page.
  public enum State {
    /// Ready and, as far as we know, answering.
    UP,
    /// Over its limit; waiting.
    LIMITED,
    /// Breaker open: failing.
    FAILING,
    /// No key, or switched off.
    NOT_CONFIGURED
  }
}
