package dev.nautilus.engines.factor;

import dev.nautilus.message.InstrumentId;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the factor model is estimated, over whom.
///
/// @param symbols candidates; of a day's universe are those with a sector, a capitalisation, a
///   return and two years of days before it
/// @param model name that results carry
/// @param currency company figures in another one are not compared with prices
/// @param historyDays days of history that are asked for
/// @param winsor part of the returns at each end that is held back, 0 for none
/// @param residualizeStyles whether styles explain only what market and sectors do not
/// @param volatilityHalfLife days after which a return counts half in variances
/// @param correlationHalfLife the same in correlations
/// @param lags days that an echo is looked for (Newey-West)
/// @param shrinkage how strongly specific volatilities are drawn to their mean
/// @param covarianceDays fewest days before a covariance is told
/// @param partAssets most assets in one message
@Validated
@ConfigurationProperties("nautilus.factor")
record FactorProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("nautilus-1") String model,
    @DefaultValue("USD") String currency,
    @Min(526) @Max(5_000) @DefaultValue("756") int historyDays,
    @DecimalMin("0") @DecimalMax("0.5") @DefaultValue("0.05") double winsor,
    @DefaultValue("true") boolean residualizeStyles,
    @Min(1) @DefaultValue("90") double volatilityHalfLife,
    @Min(1) @DefaultValue("480") double correlationHalfLife,
    @Min(0) @Max(60) @DefaultValue("5") int lags,
    @DecimalMin("0") @DefaultValue("0.1") double shrinkage,
    @Min(20) @DefaultValue("60") int covarianceDays,
    @Min(1) @Max(5_000) @DefaultValue("500") int partAssets) {

  FactorProperties {
    symbols = List.copyOf(symbols);
  }
}
