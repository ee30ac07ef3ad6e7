package dev.nautilus.hub.vendor;

import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a vendor said, normalized: data or a refusal, never a half.
public sealed interface VendorReply {

  /// Normalized data, oldest first per instrument; versions are still 0.
  ///
  /// @param data at least one datum
  /// @param truncated true when the vendor capped the rows
  record Data(List<MarketDatum> data, boolean truncated) implements VendorReply {
    public Data {
      data = List.copyOf(data);
      if (data.isEmpty()) {
        throw new IllegalArgumentException("data must not be empty: nothing is a refusal");
      }
    }
  }

  /// No data.
  ///
  /// @param why what to make of it
  /// @param detail a sentence for people, free of secrets
  /// @param retryAfter when the vendor says when to come back; null when it does not
  record Refused(Refusal why, String detail, @Nullable Duration retryAfter) implements VendorReply {
    /// A refusal without a time to come back.
    public Refused(Refusal why, String detail) {
      this(why, detail, null);
    }
  }
}
