package dev.nautilus.bus;

import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestError;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.BacktestStart;
import dev.nautilus.message.DirectApiViolation;
import dev.nautilus.message.EngineHealth;
import dev.nautilus.message.ErrorAlert;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.Fill;
import dev.nautilus.message.FlashCrashAlert;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.ModelDrift;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.ParameterOptimization;
import dev.nautilus.message.PerformanceMetric;
import dev.nautilus.message.PortfolioTarget;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskLimitBreach;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.StrategySignal;
import dev.nautilus.message.StressTestResult;
import dev.nautilus.message.SystemAlert;
import dev.nautilus.message.SystemCoordination;
import dev.nautilus.message.SystemFailure;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.ToxicityAlert;
import dev.nautilus.message.VpinCalculation;

/// The built-in types of the Engine Logic bus, by family; written `MessageType.RISK_ALERT` and so
/// on.
///
/// Orders, decisions and fills of an account share a key and are never express, so that none
/// overtakes another; alerts are express, so that no backlog holds them up.
interface EngineLogicTypes {

  // --- Features, predictions, toxicity, signals ---

  /// All features of a set as of one bar.
  MessageType<FeatureVector> FEATURE_VECTOR =
      MessageType.event(Family.SIGNALS, "feature_vector", FeatureVector.class)
          .keyedBy(message -> message.instrument().value());

  /// Factor returns of a day and the exposures behind them.
  MessageType<FactorCalculation> FACTOR_CALCULATION =
      MessageType.event(Family.SIGNALS, "factor_calculation", FactorCalculation.class)
          .keyedBy(FactorCalculation::model);

  /// How factors move together.
  MessageType<FactorCovariance> FACTOR_COVARIANCE =
      MessageType.event(Family.SIGNALS, "factor_covariance", FactorCovariance.class)
          .keyedBy(FactorCovariance::model);

  /// What a model expects, before the outcome is known.
  MessageType<MlPrediction> ML_PREDICTION =
      MessageType.event(Family.SIGNALS, "ml_prediction", MlPrediction.class)
          .keyedBy(message -> message.instrument().value());

  /// A model no longer fits what it sees.
  MessageType<ModelDrift> MODEL_DRIFT =
      MessageType.event(Family.SIGNALS, "model_drift", ModelDrift.class).keyedBy(ModelDrift::model);

  /// A volume bucket and the VPIN up to it.
  MessageType<VpinCalculation> VPIN_CALCULATION =
      MessageType.event(Family.SIGNALS, "vpin_calculation", VpinCalculation.class)
          .keyedBy(message -> message.instrument().value());

  /// How likely the flow is informed.
  MessageType<Toxicity> TOXICITY =
      MessageType.event(Family.SIGNALS, "toxicity", Toxicity.class)
          .keyedBy(message -> message.instrument().value());

  /// The flow became toxic, or ceased to be.
  MessageType<ToxicityAlert> TOXICITY_ALERT =
      MessageType.event(Family.SIGNALS, "toxicity_alert", ToxicityAlert.class)
          .express()
          .keyedBy(message -> message.instrument().value());

  /// What a strategy wants to hold.
  MessageType<StrategySignal> STRATEGY_SIGNAL =
      MessageType.event(Family.SIGNALS, "strategy_signal", StrategySignal.class)
          .keyedBy(message -> message.instrument().value());

  // --- Risk, margin and limits ---

  /// One measure of risk.
  MessageType<RiskMetric> RISK_METRIC =
      MessageType.event(Family.RISK, "risk_metric", RiskMetric.class).keyedBy(RiskMetric::account);

  /// What an account may do at present.
  MessageType<RiskState> RISK_STATE =
      MessageType.event(Family.RISK, "risk_state", RiskState.class).keyedBy(RiskState::account);

  /// Something about risk to look at now.
  MessageType<RiskAlert> RISK_ALERT =
      MessageType.event(Family.RISK, "risk_alert", RiskAlert.class)
          .express()
          .keyedBy(RiskAlert::account);

  /// A limit is nearly or wholly used up.
  MessageType<RiskLimitBreach> RISK_LIMIT_BREACH =
      MessageType.event(Family.RISK, "risk_limit_breach", RiskLimitBreach.class)
          .express()
          .keyedBy(RiskLimitBreach::account);

  /// What an account must hold as margin.
  MessageType<MarginUpdate> MARGIN_UPDATE =
      MessageType.event(Family.RISK, "margin_update", MarginUpdate.class)
          .keyedBy(MarginUpdate::account);

  /// An account must bring in money or shrink.
  MessageType<MarginCall> MARGIN_CALL =
      MessageType.event(Family.RISK, "margin_call", MarginCall.class)
          .express()
          .keyedBy(MarginCall::account);

  /// A position must be closed to restore margin.
  MessageType<LiquidationRequest> LIQUIDATION_REQUEST =
      MessageType.event(Family.RISK, "liquidation_request", LiquidationRequest.class)
          .express()
          .keyedBy(LiquidationRequest::account);

  /// What a scenario would gain or lose.
  MessageType<StressTestResult> STRESS_TEST_RESULT =
      MessageType.event(Family.RISK, "stress_test_result", StressTestResult.class)
          .keyedBy(StressTestResult::account);

  // --- Orders, decisions, fills, positions ---

  /// Risk's answer to an order request.
  MessageType<OrderDecision> ORDER_DECISION =
      MessageType.event(Family.ORDERS, "order_decision", OrderDecision.class)
          .pinned()
          .keyedBy(OrderDecision::account);

  /// A strategy asks to trade.
  RequestType<OrderRequest, OrderDecision> ORDER_REQUEST =
      MessageType.event(Family.ORDERS, "order_request", OrderRequest.class)
          .pinned()
          .keyedBy(OrderRequest::account)
          .answeredBy(ORDER_DECISION);

  /// An order was executed: the ledger's truth.
  MessageType<Fill> FILL =
      MessageType.event(Family.ORDERS, "fill", Fill.class).pinned().keyedBy(Fill::account);

  /// A position after it changed.
  MessageType<PositionChange> POSITION_CHANGE =
      MessageType.event(Family.ORDERS, "position_change", PositionChange.class)
          .keyedBy(PositionChange::account);

  /// What an account is worth.
  MessageType<PortfolioUpdate> PORTFOLIO_UPDATE =
      MessageType.event(Family.ORDERS, "portfolio_update", PortfolioUpdate.class)
          .keyedBy(PortfolioUpdate::account);

  /// What an account should hold.
  MessageType<PortfolioTarget> PORTFOLIO_TARGET =
      MessageType.event(Family.ORDERS, "portfolio_target", PortfolioTarget.class)
          .keyedBy(PortfolioTarget::account);

  // --- Health, coordination, alerts, results, back-tests ---

  /// Statistics of performance, execution or attribution.
  MessageType<AnalyticsResult> ANALYTICS_RESULT =
      MessageType.event(Family.SYSTEM, "analytics_result", AnalyticsResult.class)
          .keyedBy(AnalyticsResult::subject);

  /// A back-test run begins.
  MessageType<BacktestStart> BACKTEST_START =
      MessageType.event(Family.SYSTEM, "backtest_start", BacktestStart.class)
          .keyedBy(BacktestStart::runId);

  /// How far a back-test run is.
  MessageType<BacktestProgress> BACKTEST_PROGRESS =
      MessageType.event(Family.SYSTEM, "backtest_progress", BacktestProgress.class)
          .keyedBy(BacktestProgress::runId);

  /// A back-test run ended with a result.
  MessageType<BacktestComplete> BACKTEST_COMPLETE =
      MessageType.event(Family.SYSTEM, "backtest_complete", BacktestComplete.class)
          .keyedBy(BacktestComplete::runId);

  /// A back-test run ended without one.
  MessageType<BacktestError> BACKTEST_ERROR =
      MessageType.event(Family.SYSTEM, "backtest_error", BacktestError.class)
          .keyedBy(BacktestError::runId);

  /// What a search for good parameters found.
  MessageType<ParameterOptimization> PARAMETER_OPTIMIZATION =
      MessageType.event(Family.SYSTEM, "parameter_optimization", ParameterOptimization.class)
          .keyedBy(ParameterOptimization::studyId);

  /// How an engine instance is.
  MessageType<EngineHealth> ENGINE_HEALTH =
      MessageType.event(Family.SYSTEM, "engine_health", EngineHealth.class)
          .keyedBy(EngineHealth::instance);

  /// How well a part of the fleet does its work.
  MessageType<PerformanceMetric> PERFORMANCE_METRIC =
      MessageType.event(Family.SYSTEM, "performance_metric", PerformanceMetric.class)
          .keyedBy(PerformanceMetric::subject);

  /// Tells engines to do something together.
  MessageType<SystemCoordination> SYSTEM_COORDINATION =
      MessageType.event(Family.SYSTEM, "system_coordination", SystemCoordination.class)
          .keyedBy(SystemCoordination::target);

  /// An engine met an error it could not handle.
  MessageType<ErrorAlert> ERROR_ALERT =
      MessageType.event(Family.SYSTEM, "error_alert", ErrorAlert.class)
          .express()
          .keyedBy(ErrorAlert::component);

  /// Something needs an operator before it breaks.
  MessageType<SystemAlert> SYSTEM_ALERT =
      MessageType.event(Family.SYSTEM, "system_alert", SystemAlert.class)
          .express()
          .keyedBy(SystemAlert::component);

  /// A part of the fleet has stopped working.
  MessageType<SystemFailure> SYSTEM_FAILURE =
      MessageType.event(Family.SYSTEM, "system_failure", SystemFailure.class)
          .express()
          .keyedBy(SystemFailure::component);

  /// A price moved too far too fast.
  MessageType<FlashCrashAlert> FLASH_CRASH_ALERT =
      MessageType.event(Family.SYSTEM, "flash_crash_alert", FlashCrashAlert.class)
          .express()
          .keyedBy(message -> message.instrument().value());

  /// An engine tried to reach a vendor by itself.
  MessageType<DirectApiViolation> DIRECT_API_VIOLATION =
      MessageType.event(Family.SYSTEM, "direct_api_violation", DirectApiViolation.class)
          .express()
          .keyedBy(DirectApiViolation::engine);
}
