package dev.nautilus.fleet;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.engines.analytics.AnalyticsApplication;
import dev.nautilus.engines.backtesting.BacktestingApplication;
import dev.nautilus.engines.collateral.CollateralApplication;
import dev.nautilus.engines.enhancedvpin.EnhancedVpinApplication;
import dev.nautilus.engines.factor.FactorApplication;
import dev.nautilus.engines.features.FeaturesApplication;
import dev.nautilus.engines.marketdata.MarketdataApplication;
import dev.nautilus.engines.ml.MlApplication;
import dev.nautilus.engines.portfolio.PortfolioApplication;
import dev.nautilus.engines.risk.RiskApplication;
import dev.nautilus.engines.strategy.StrategyApplication;
import dev.nautilus.engines.vpin.VpinApplication;
import dev.nautilus.engines.websocket.WebsocketApplication;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One engine of this build: the roll that the fleet calls. A test compares it with the modules
/// under `engines/`.
///
/// @param name as in its definition and its folder
/// @param port where its REST interface listens
/// @param application its Spring Boot class
/// @param tracksSymbols whether it can be told which symbols to follow
record EngineService(String name, int port, Class<?> application, boolean tracksSymbols) {
  /// The engine whose root page is the console.
  static final String CONSOLE = "websocket";

  /// Engines that begin on main Redis, until somebody moves them.
  private static final Set<String> BEGIN_ON_MAIN =
      Set.of("analytics", "backtesting", "risk", "marketdata", "vpin", "enhanced-vpin");

  /// Every engine, in the order of their ports.
  static List<EngineService> all() {
    return List.of(
        // What accounts hold and did outlasts a change of what is watched: also risk and portfolio.
        new EngineService("analytics", 8100, AnalyticsApplication.class, false),
        new EngineService("backtesting", 8110, BacktestingApplication.class, true),
        new EngineService("risk", 8200, RiskApplication.class, false),
        // Its universe is what its model needs, not what is watched.
        new EngineService("factor", 8300, FactorApplication.class, false),
        new EngineService("ml", 8400, MlApplication.class, true),
        new EngineService("features", 8500, FeaturesApplication.class, true),
        // It shows what is on the buses, whatever that is.
        new EngineService(CONSOLE, 8600, WebsocketApplication.class, false),
        // Each of its plans names its own.
        new EngineService("strategy", 8700, StrategyApplication.class, false),
        new EngineService("marketdata", 8810, MarketdataApplication.class, true),
        new EngineService("portfolio", 8900, PortfolioApplication.class, false),
        // It follows what is held, not what is watched.
        new EngineService("collateral", 9000, CollateralApplication.class, false),
        new EngineService("vpin", 10000, VpinApplication.class, true),
        new EngineService("enhanced-vpin", 10001, EnhancedVpinApplication.class, true));
  }

  /// @throws IllegalArgumentException when there is none of that name
  static EngineService named(String name) {
    return all().stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an engine must be one of %s, was '%s'"
                        .formatted(all().stream().map(EngineService::name).toList(), name)));
  }

  /// Where it begins if the registry does not know it.
  EngineMode startsAs() {
    return BEGIN_ON_MAIN.contains(name) ? EngineMode.LEGACY : EngineMode.DUAL;
  }

  /// Starts it in this process.
  AutoCloseable start(FleetPlan plan) {
    return EngineApplication.run(application, name, plan.engineArguments(this));
  }

  /// Its class of settings: `nautilus.<name>`.
  String prefix() {
    return "nautilus." + name.toLowerCase(Locale.ROOT);
  }
}
