/// Interactive Brokers by its Client Portal gateway: quotes, bars, a few company figures, and, by
/// WebSocket, quotes, ticks, conflated trades and depth. The gateway is a process of our own, often
/// on the same machine; a person logs in to it in a browser, about once a day.
///
/// **Errors** There is no common envelope; [IbkrErrors] knows the forms. A dead session answers
/// status 200. **Units** Prices are in the currency of the listing, which the gateway does not
/// name. Sizes and the day's volume are units of the contract. The volume of history is in lots,
/// see [VolumeUnit]. A daily, weekly or monthly bar has a date, not an instant: it starts at that
/// date of the exchange's calendar, written as midnight UTC. **Trades** There is no public tape: a
/// trade here is conflated, its size the change of the day's volume between two frames. The
/// account's own executions are nobody else's business and are not read.
@NullMarked
package dev.nautilus.hub.vendor.ibkr;

import org.jspecify.annotations.NullMarked;
