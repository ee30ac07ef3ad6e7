package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.StreamTimings;
import java.time.Duration;

/// When the connection does what, as the gateway is known to need it.
///
/// @param firstData pause before asking again for data that a first request only started; the
///   gateway renews its data every 500 ms
/// @param loginApart shortest time between two logins; doubles while they do not last, because
///   logging in again and again is what breaks a session
/// @param loginSettles pause before looking whether a login has come through
/// @param heartbeat longest silence on the WebSocket, where one comes every 10 s
/// @param bookPatience how long a first order book is waited for
/// @param bookKept how long depth stays subscribed after it was last asked for
/// @param stream the WebSocket's
record IbkrTimings(
    Duration firstData,
    Duration loginApart,
    Duration loginSettles,
    Duration heartbeat,
    Duration bookPatience,
    Duration bookKept,
    StreamTimings stream) {
  static final IbkrTimings DEFAULT =
      new IbkrTimings(
          Duration.ofMillis(550),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(25),
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          new StreamTimings(Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ofMinutes(1)));
}
