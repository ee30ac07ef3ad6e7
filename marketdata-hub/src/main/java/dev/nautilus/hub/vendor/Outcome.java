package dev.nautilus.hub.vendor;

import java.util.function.Function;

/// What one answer of a vendor came to.
///
/// @param <T> what it holds when it is good
public sealed interface Outcome<T> {

  /// The answer was understood.
  record Good<T>(T value) implements Outcome<T> {}

  /// It was a refusal, or could not be understood.
  record Bad<T>(VendorReply.Refused refused) implements Outcome<T> {}

  /// Shorthand for [Good].
  static <T> Outcome<T> good(T value) {
    return new Good<>(value);
  }

  /// Shorthand for [Bad].
  static <T> Outcome<T> bad(Refusal why, String detail) {
    return new Bad<>(new VendorReply.Refused(why, detail));
  }

  /// The next step, when there is something to take it with.
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Good<T>(T value) -> next.apply(value);
      case Bad<T>(VendorReply.Refused refused) -> new Bad<>(refused);
    };
  }
}
