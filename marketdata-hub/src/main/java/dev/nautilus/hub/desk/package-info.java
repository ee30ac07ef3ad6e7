/// The desk: answers every request from its cache, or with one call to a vendor however many ask,
/// and says how good the answer is. What comes in is versioned here, once, and handed to whoever
/// publishes it. Start at [dev.nautilus.hub.desk.Desk].
///
/// **Threads** [dev.nautilus.hub.desk.Desk] is safe for many; asking blocks until there is an
/// answer and is meant for virtual threads. Versions of one type and instrument are assigned, kept
/// and handed on under one lock, so nobody sees them out of order.
///
/// **Errors** Expected trouble is a [dev.nautilus.hub.desk.Reading.Refused]; a wrong question is an
/// IllegalArgumentException.
///
/// **Units** Ages and lifetimes are durations; the cache counts entries, one for each distinct
/// question.
@NullMarked
package dev.nautilus.hub.desk;

import org.jspecify.annotations.NullMarked;
