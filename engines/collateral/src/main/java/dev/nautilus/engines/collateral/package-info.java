/// The collateral engine: what each account must hold as margin, what it has, when it is called and
/// what is sold when nothing comes. The arithmetic is in [dev.nautilus.engines.collateral.method].
///
/// It hears POSITION_CHANGE and PORTFOLIO_UPDATE (the cash), QUOTE, NBBO and BAR for prices and
/// ECONOMIC for the rate of interest, and says MARGIN_UPDATE, MARGIN_CALL and LIQUIDATION_REQUEST.
@NullMarked
package dev.nautilus.engines.collateral;

import org.jspecify.annotations.NullMarked;
