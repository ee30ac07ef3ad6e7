package dev.nautilus.bus;

import java.time.Duration;
import java.util.Optional;

/// What an engine keeps over its own end: one value on the durable Engine Logic bus, under
/// `{el}:state:<engine>`, written by one instance at a time.
///
/// Safe for use by many threads; every call asks Redis and waits for the answer, and throws a
/// [BusException] when there is none.
public interface StateVault extends AutoCloseable {
  /// Takes or renews the right to write. An instance of the same name that came before loses it:
  /// that is the one which died, or should have.
  ///
  /// @param lease how long others leave it to this instance from now on
  /// @return how long the instance that has the right keeps it at most; empty when it is this one
  Optional<Duration> claim(Duration lease);

  /// The state as it was written last; empty when there is none.
  Optional<byte[]> read();

  /// Writes the state in one piece.
  ///
  /// @return false, with nothing written, when another instance has the right
  boolean write(byte[] state);

  /// Lays the present state aside under `{el}:state:<engine>:refused`, in place of what lies there.
  void layAside();

  /// Gives the right to write back, so that another instance need not wait, and disconnects.
  @Override
  void close();
}
