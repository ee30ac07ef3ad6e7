/// The hub's history of itself: a row for each request and one for each interval, written in
/// batches to PostgreSQL or TimescaleDB when a JDBC URL is set, for dashboards.
///
/// **Threads** Handing over a row never waits; one thread writes. **Errors** A database that is
/// away is tried again; rows wait, bounded, then the oldest are dropped and counted. The hub
/// answers all the same. **Units** Times are UTC instants; latencies are milliseconds.
@NullMarked
package dev.nautilus.hub.history;

import org.jspecify.annotations.NullMarked;
