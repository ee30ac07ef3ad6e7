package dev.nautilus.engines.websocket;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who may open a session: the hook for a firm's own sign-on. Declare a bean of this type
/// and it takes the place of the tokens of `nautilus.websocket.access`. Called by many threads.
@FunctionalInterface
interface Doorkeeper {
  /// Who shows this.
  ///
  /// @param token as shown at the handshake or with a request; null for none
  /// @return empty for nobody it knows
  Optional<Caller> admit(@Nullable String token);
}
