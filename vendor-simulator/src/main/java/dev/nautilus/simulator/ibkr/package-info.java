/// Interactive Brokers' Client Portal gateway: the brokerage session, contract numbers, snapshots
/// whose first answer is empty, history that is paged backwards, and a WebSocket of changed fields.
///
/// It enforces ten requests a second, one tickle a second, one validation a minute and five
/// histories at a time; whoever is over sits in the penalty box for ten minutes. The daily reset at
/// one o'clock in New York ends the brokerage session.
///
/// **Units** Prices are decimal strings, the day's volume is in units, history's volume in
/// hundreds. A daily bar is stamped with the opening of its exchange on that date, as the vendor
/// does, though the simulated exchange never closes.
@NullMarked
package dev.nautilus.simulator.ibkr;

import org.jspecify.annotations.NullMarked;
