package dev.nautilus.hub.vendor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what became of a vendor's calls and keeps the newest trouble.
///
/// **Threads** Safe for many.
final class CallRecord {
  private final InstantSource clock;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder limited = new LongAdder();
  private final AtomicReference<@Nullable Trouble> newest = new AtomicReference<>();

  private record Trouble(String detail, Instant at) {}

  CallRecord(InstantSource clock) {
    this.clock = clock;
  }

  void sent() {
    calls.increment();
  }

  /// A request that was sent ended in this refusal.
  void refused(VendorReply.Refused refused) {
    switch (refused.why()) {
      case VENDOR_FAILED, GARBAGE -> failures.increment();
      case OVER_BUDGET -> limited.increment();
      default -> {
        if (refused.why() != Refusal.UNAUTHORIZED) {
          return;
        }
      }
    }
    newest.set(new Trouble(refused.why() + ": " + refused.detail(), clock.instant()));
  }

  VendorStatus status(
      VendorStatus.State state, String detail, int openConnections, boolean streaming) {
    Trouble trouble = newest.get();
    return new VendorStatus(
        state,
        detail,
        calls.sum(),
        failures.sum(),
        limited.sum(),
        openConnections,
        streaming,
        trouble == null ? null : trouble.detail(),
        trouble == null ? null : trouble.at());
  }
}
