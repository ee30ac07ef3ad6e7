package dev.nautilus.engines.portfolio;

import dev.nautilus.engines.portfolio.method.Contract;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Whose books are kept, and how weights are found.
///
/// @param symbols what the optimiser may hold, 1 to 200
/// @param accounts that exist from the start; a fill of another account opens one without money
/// @param currency base currency of an account that a fill opens
/// @param contracts by symbol, of those that are not shares
/// @param rates by currency, the instrument whose price is that of one unit in USD
/// @param valueEvery how often the value of each account is told
/// @param keptIds how many ids of fills and orders are remembered, so that none counts twice
@Validated
@ConfigurationProperties("nautilus.portfolio")
record PortfolioProperties(
    @NotEmpty @Size(max = 200) List<InstrumentId> symbols,
    @NotEmpty List<@Valid AccountSetting> accounts,
    @NotBlank @DefaultValue("USD") String currency,
    @Nullable Map<String, ContractSetting> contracts,
    @Nullable Map<String, InstrumentId> rates,
    @DefaultValue("5s") Duration valueEvery,
    @Min(1_000) @Max(1_000_000) @DefaultValue("20000") int keptIds,
    @Valid @DefaultValue PaperSetting paper,
    @Valid @DefaultValue OptimiserSetting optimiser) {

  /// One account.
  ///
  /// @param cash that it begins with, in its currency
  /// @param lotMethod which units a sale takes first
  record AccountSetting(
      @NotBlank String name,
      @NotBlank @DefaultValue("USD") String currency,
      @DefaultValue("0") BigDecimal cash,
      @DefaultValue("AVERAGE") LotMethod lotMethod) {}

  /// One contract.
  ///
  /// @param settlement currency of profit, when it is not that of the price
  record ContractSetting(
      @DefaultValue("SPOT") Contract.Kind kind,
      @DefaultValue("1") BigDecimal multiplier,
      @Nullable String settlement) {
    Contract contract() {
      return new Contract(kind, multiplier);
    }
  }

  /// How the paper broker executes.
  ///
  /// @param size whether an order takes what it wants at the touch, or at most what is shown there
  /// @param freshQuote a quote that is older than this when an order is allowed is waited for anew
  /// @param commission of a unit, in the currency of the fill
  /// @param leastCommission of an order
  /// @param mostCommission of an order, as a fraction of what it is worth
  record PaperSetting(
      @DefaultValue("WHOLE") FillSize size,
      @DefaultValue("60s") Duration freshQuote,
      @DecimalMin("0") @DefaultValue("0.005") BigDecimal commission,
      @DecimalMin("0") @DefaultValue("1.00") BigDecimal leastCommission,
      @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.01") BigDecimal mostCommission) {
    /// How much of an order one quote fills.
    enum FillSize {
      /// All of it: a quote tells what one venue shows, not what the market would take.
      WHOLE,
      /// At most what is shown, where a size is.
      DISPLAYED
    }
  }

  /// How weights are found.
  ///
  /// @param method which weights are told after each day
  /// @param shrink how the covariance is drawn to a simpler one
  /// @param covWindow days of returns
  /// @param annualisation trading days in a year
  /// @param lower least weight
  /// @param upper most weight
  /// @param turnoverCap most that is traded at once, a fraction of the net asset value
  /// @param noTradeBand a weight that is off by less stays
  /// @param riskFree a year
  /// @param aversion to risk, where a method asks for it
  /// @param alpha part of the days that count as worst, for the expected shortfall
  record OptimiserSetting(
      @DefaultValue("MIN_VARIANCE") WeightMethod method,
      @DefaultValue("LW_ID") Shrinkage.Target shrink,
      @Min(20) @Max(5_000) @DefaultValue("252") int covWindow,
      @Min(1) @DefaultValue("252") double annualisation,
      @DefaultValue("0") double lower,
      @DefaultValue("1") double upper,
      @DecimalMin("0") @DecimalMax("2") @DefaultValue("1") double turnoverCap,
      @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.0025") double noTradeBand,
      @DefaultValue("0") double riskFree,
      @DecimalMin("0.000001") @DefaultValue("2.5") double aversion,
      @DecimalMin("0.001") @DecimalMax("0.5") @DefaultValue("0.05") double alpha) {}

  PortfolioProperties {
    symbols = List.copyOf(symbols);
    accounts = List.copyOf(accounts);
    contracts =
        Collections.unmodifiableMap(new TreeMap<>(contracts == null ? Map.of() : contracts));
    rates = Collections.unmodifiableMap(new TreeMap<>(rates == null ? Map.of() : rates));
  }

  Map<String, ContractSetting> contractsBySymbol() {
    return contracts == null ? Map.of() : contracts;
  }

  Map<String, InstrumentId> ratesByCurrency() {
    return rates == null ? Map.of() : rates;
  }
}
