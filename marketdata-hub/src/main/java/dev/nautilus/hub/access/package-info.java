/// Who may ask the hub for what over HTTP, how often and how much: tokens with scopes, a rate per
/// caller, a bound on bodies. Open to everybody on a loopback address, closed elsewhere, unless it
/// is set otherwise.
///
/// **Threads** Any. **Errors** Whoever is turned away gets an RFC 9457 problem that says what to
/// do, and is counted. **Units** Rates are requests per second.
@NullMarked
package dev.nautilus.hub.access;

import org.jspecify.annotations.NullMarked;
