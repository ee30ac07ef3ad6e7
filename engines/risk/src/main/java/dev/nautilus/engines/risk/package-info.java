/// The risk engine: how much each account may lose, how far its limits are used up, and whether an
/// order may go out. The arithmetic is in [dev.nautilus.engines.risk.method].
///
/// It hears ORDER_REQUEST, ORDER_DECISION, POSITION_CHANGE, PORTFOLIO_UPDATE, MARGIN_UPDATE, BAR,
/// NBBO, FACTOR_CALCULATION, FACTOR_COVARIANCE, TOXICITY and TOXICITY_ALERT, learns three years of
/// days before it measures anything, and says ORDER_DECISION, RISK_METRIC, RISK_LIMIT_BREACH,
/// RISK_STATE, RISK_ALERT, FLASH_CRASH_ALERT, STRESS_TEST_RESULT and, when all accounts are halted
/// or resumed together, SYSTEM_COORDINATION.
@NullMarked
package dev.nautilus.engines.risk;

import org.jspecify.annotations.NullMarked;
