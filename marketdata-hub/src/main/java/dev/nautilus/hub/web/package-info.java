/// The hub for whoever has `curl`: data, sources, cache, health and metrics over HTTP. Controllers
/// only translate; what is true is decided at the desk.
///
/// **Threads** Each request has a virtual thread, which may wait for a vendor.
///
/// **Errors** Every error is an RFC 9457 problem that says what is allowed: 400 for a wrong
/// question, 404 for what does not exist, 429 over budget, 502 when a vendor failed, 503 when a
/// source has no key.
///
/// **Units** Times are UTC in ISO-8601; ages are milliseconds; missing values are null, never 0.
@NullMarked
package dev.nautilus.hub.web;

import org.jspecify.annotations.NullMarked;
