package dev.nautilus.hub.vendor;

/// Makes sense of one answer; pure, so that recorded answers take the very same way as live ones.
///
/// @param <T> what a good answer holds
@FunctionalInterface
public interface BodyReader<T> {

  /// Reads an answer of any status. Whatever the vendor sent, this returns and does not throw.
  Outcome<T> read(HttpAnswer answer);
}
