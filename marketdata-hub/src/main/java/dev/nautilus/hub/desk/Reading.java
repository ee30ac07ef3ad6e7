package dev.nautilus.hub.desk;

import dev.nautilus.hub.vendor.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the desk says, and how good it is. "Old", "over budget" and "no such symbol" are different
/// things to whoever asked.
///
/// @param <T> the value
public sealed interface Reading<T> {

  /// A value within its lifetime.
  ///
  /// @param age since the hub received or last confirmed it
  record Fresh<T>(T value, Duration age) implements Reading<T> {}

  /// A value past its lifetime, because nothing newer could be had.
  ///
  /// @param age since the hub received or last confirmed it
  /// @param why what stood in the way of a newer one
  record Stale<T>(T value, Duration age, Refusal why) implements Reading<T> {}

  /// No value.
  ///
  /// @param why what to make of it
  /// @param detail a sentence for people, free of secrets
  /// @param retryAfter when to come back; null when nobody knows
  record Refused<T>(Refusal why, String detail, @Nullable Duration retryAfter)
      implements Reading<T> {
    /// A refusal without a time to come back.
    public Refused(Refusal why, String detail) {
      this(why, detail, null);
    }
  }
}
