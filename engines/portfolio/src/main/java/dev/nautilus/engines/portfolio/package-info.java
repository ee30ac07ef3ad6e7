/// The portfolio engine: what each account holds, what it earned and what it is worth, to the minor
/// unit, and what it should hold. Positions come from FILLs alone. Its paper broker executes what
/// risk has allowed at the quotes that it hears. The arithmetic is in
/// [dev.nautilus.engines.portfolio.method].
///
/// It hears FILL, ORDER_REQUEST, ORDER_DECISION, RISK_STATE, QUOTE, NBBO, BAR, CORPORATE_ACTION,
/// FACTOR_CALCULATION and FACTOR_COVARIANCE, learns two years of days before it says anything, and
/// says FILL, TRADE_EXECUTION, POSITION_CHANGE, PORTFOLIO_UPDATE, PORTFOLIO_TARGET and, of what is
/// held, the PRICE_UPDATE that its value rests on. It orders nothing itself.
@NullMarked
package dev.nautilus.engines.portfolio;

import org.jspecify.annotations.NullMarked;
