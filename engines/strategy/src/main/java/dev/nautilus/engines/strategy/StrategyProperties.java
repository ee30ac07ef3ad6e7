package dev.nautilus.engines.strategy;

import dev.nautilus.message.Bar;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.PreTrade;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which strategies run, and what holds for all of them.
///
/// @param plans by name; what people add by hand is kept in the engine's state
/// @param instruments rules by symbol; `default` for those not named
/// @param barOrigin whose live bars count
/// @param answerWithin an order without a decision for so long is given up
/// @param orderLife how long after the end of the bar it rests on an order may be filled
/// @param liquidationStands how long a liquidation request counts that is not renewed; collateral
///   renews it each 30 s while it must
/// @param staleBars features and predictions older than so many bars are not acted on
/// @param collar furthest a limit may be from the price, as a fraction
/// @param ordersPerSecond most orders in any second
/// @param mostPlans how many strategies there may be
@Validated
@ConfigurationProperties("nautilus.strategy")
record StrategyProperties(
    @NotEmpty Map<String, Plan> plans,
    @NotEmpty Map<String, InstrumentRules> instruments,
    @DefaultValue("BUILT") Bar.Origin barOrigin,
    @NotNull @DefaultValue("50ms") Duration answerWithin,
    @NotNull @DefaultValue("30s") Duration orderLife,
    @NotNull @DefaultValue("60s") Duration liquidationStands,
    @Min(1) @Max(100) @DefaultValue("2") int staleBars,
    @DecimalMin("0.0001") @DefaultValue("0.05") double collar,
    @Min(1) @DefaultValue("100") int ordersPerSecond,
    @Min(1) @Max(1_000) @DefaultValue("64") int mostPlans) {

  StrategyProperties {
    plans = Collections.unmodifiableMap(new TreeMap<>(plans));
    instruments = Collections.unmodifiableMap(new TreeMap<>(instruments));
  }

  PreTrade preTrade() {
    return new PreTrade(collar, ordersPerSecond);
  }
}
