/// Yahoo Finance as its clients know it: an unofficial API of several hosts, here all on one port,
/// with a cookie, a crumb, a wish for browsers and a WebSocket of base64 protobuf.
///
/// **Deliberate differences from the real one.** Cookies carry neither `Domain` nor `Secure`, since
/// no cookie jar would take them from loopback over plain HTTP. The exchange is the simulated one:
/// always open, in UTC, so there are no pre- and post-market figures and every `marketState` is
/// `REGULAR`.
///
/// **Retention** of intraday bars follows the messages that Yahoo's chart API is known for through
/// yfinance: one-minute bars reach back 30 days and come at most 8 days per call; 2 to 90 minutes
/// reach back 60 days, hourly bars 730. Beyond that the answer is 422 with that message.
///
/// **Threads** all types may be shared but the stream sessions, which belong to one connection.
/// **Errors** bad input is answered in Yahoo's own shapes. **Units** times in epoch seconds (the
/// stream: milliseconds), prices as floats with their binary noise, as Yahoo prints them.
@NullMarked
package dev.nautilus.simulator.yahoo;

import org.jspecify.annotations.NullMarked;
