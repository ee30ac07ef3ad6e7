package dev.nautilus.engines.risk;

import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.InstrumentTable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How risk is measured and limited, for whom. The defaults are the published parameters.
///
/// @param symbols instruments that may be traded; others are unknown to pre-trade checks
/// @param barOrigin whose live bars give prices
/// @param measures how risk is measured
/// @param limits what an account may use up
/// @param preTrade what an order must satisfy
/// @param instruments rules by symbol; `default` for those not named
/// @param scenarios stress scenarios by name: moves as fractions by symbol, `*` for the others
@Validated
@ConfigurationProperties("nautilus.risk")
record RiskProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("BUILT") Bar.Origin barOrigin,
    @DefaultValue @Valid Measures measures,
    @DefaultValue @Valid Limits limits,
    @DefaultValue @Valid PreTradeSettings preTrade,
    @NotEmpty Map<String, InstrumentRules> instruments,
    @DefaultValue Map<String, Map<String, Double>> scenarios) {

  RiskProperties {
    symbols = List.copyOf(symbols);
    instruments = Collections.unmodifiableMap(new TreeMap<>(instruments));
    Map<String, Map<String, Double>> copy = new TreeMap<>();
    scenarios.forEach((name, moves) -> copy.put(name, new TreeMap<>(moves)));
    scenarios = Collections.unmodifiableMap(copy);
  }

  /// @param window days of returns a measure rests on
  /// @param backtestDays days the forecasts are held against
  /// @param alphas tail probabilities
  /// @param lambda how variances fade (RiskMetrics)
  /// @param decay how days fade in the age-weighted tail (Boudoukh, Richardson & Whitelaw)
  /// @param horizonDays of the measures that look further than a day
  /// @param paths drawn for those
  /// @param every shortest time between two rounds of measures of an account
  record Measures(
      @Min(100) @Max(5_000) @DefaultValue("500") int window,
      @Min(50) @Max(2_500) @DefaultValue("250") int backtestDays,
      @NotEmpty @DefaultValue({"0.05", "0.01"}) List<Double> alphas,
      @DecimalMin("0.5") @DecimalMax("0.999") @DefaultValue("0.94") double lambda,
      @DecimalMin("0.5") @DecimalMax("0.999") @DefaultValue("0.98") double decay,
      @Min(1) @Max(250) @DefaultValue("10") int horizonDays,
      @Min(100) @Max(1_000_000) @DefaultValue("5000") int paths,
      @NotNull @DefaultValue("10s") Duration every) {
    Measures {
      alphas = List.copyOf(alphas);
      if (alphas.stream().anyMatch(alpha -> !(alpha > 0 && alpha < 0.5))) {
        throw new IllegalArgumentException("alphas must be in (0, 0.5), were " + alphas);
      }
    }

    /// The tail that limits are about.
    double smallestAlpha() {
      return alphas.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /// How far history is asked for and kept: so many trading days, and a few in case one is
    /// missing. Counted in days of the calendar, as what trades at weekends has more of them.
    int historyDays() {
      return (window + backtestDays + 6) * 365 / 252;
    }
  }

  /// All as fractions of the net asset value.
  ///
  /// @param gross sum of the positions' absolute values
  /// @param net longs less shorts, whichever way
  /// @param issuer largest position in one instrument
  /// @param sector largest sum of absolute values in one sector, where sectors are known
  /// @param leverage gross over net asset value as the portfolio engine reports it
  /// @param var historical value at risk at the smallest tail probability, one day
  /// @param es expected shortfall, likewise
  /// @param drawdown from the highest value so far
  record Limits(
      @DecimalMin("0.01") @DefaultValue("2.0") double gross,
      @DecimalMin("0.01") @DefaultValue("1.5") double net,
      @DecimalMin("0.01") @DefaultValue("0.35") double issuer,
      @DecimalMin("0.01") @DefaultValue("0.80") double sector,
      @DecimalMin("0.01") @DefaultValue("2.0") double leverage,
      @DecimalMin("0.001") @DefaultValue("0.08") double var,
      @DecimalMin("0.001") @DefaultValue("0.12") double es,
      @DecimalMin("0.001") @DefaultValue("0.20") double drawdown) {
    /// By name, in the order of their names.
    Map<String, Double> byName() {
      Map<String, Double> all = new TreeMap<>();
      all.put("gross", gross);
      all.put("net", net);
      all.put("issuer", issuer);
      all.put("sector", sector);
      all.put("leverage", leverage);
      all.put("var", var);
      all.put("es", es);
      all.put("drawdown", drawdown);
      return all;
    }
  }

  /// @param answerWithin an order that has waited longer for its decision is denied
  /// @param stalePrice an older price is none
  /// @param collar furthest a limit may be from the price, as a fraction
  /// @param ordersPerSecond most orders of an account in any second
  /// @param ordersRemembered ids by which a repeated order is told
  /// @param allowMixed whether orders that rest on real and simulated data pass
  /// @param flashMove size of a move within `flashWindow` that halts everything, as a fraction
  /// @param flashWindow see above
  record PreTradeSettings(
      @NotNull @DefaultValue("50ms") Duration answerWithin,
      @NotNull @DefaultValue("60s") Duration stalePrice,
      @DecimalMin("0.0001") @DefaultValue("0.05") double collar,
      @Min(1) @DefaultValue("100") int ordersPerSecond,
      @Min(100) @Max(1_000_000) @DefaultValue("10000") int ordersRemembered,
      @DefaultValue("false") boolean allowMixed,
      @DecimalMin("0.001") @DecimalMax("1") @DefaultValue("0.10") double flashMove,
      @NotNull @DefaultValue("5m") Duration flashWindow) {}

  /// Rules of an instrument; null when it is not one of `symbols`.
  @Nullable InstrumentRules rules(InstrumentId symbol) {
    return symbols.contains(symbol) ? new InstrumentTable(instruments).of(symbol.value()) : null;
  }
}
