/// The strategy engine: what each strategy wants to hold, how much of it, and when it leaves; asked
/// of risk, never sent to a broker. The arithmetic is in [dev.nautilus.engines.strategy.method].
///
/// It hears ORDER_DECISION, RISK_STATE, POSITION_CHANGE, PORTFOLIO_UPDATE, LIQUIDATION_REQUEST,
/// MARGIN_CALL, FILL, BAR, FEATURE_VECTOR, ML_PREDICTION, TOXICITY and TOXICITY_ALERT, learns the
/// bars its channels and means rest on, and says STRATEGY_SIGNAL, ORDER_REQUEST, and an
/// ORDER_DECISION for an order that it denies itself or that nobody answered.
@NullMarked
package dev.nautilus.engines.strategy;

import org.jspecify.annotations.NullMarked;
