package dev.nautilus.engines.collateral;

import dev.nautilus.engines.collateral.method.PortfolioMargin;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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

/// Which rules accounts are under, and when they are called.
///
/// @param accounts that differ from the default
/// @param ruleSet of every other account
/// @param rates by currency, the instrument whose price is that of one unit in USD
/// @param indices by root, how far a broad index is moved; options on it count 15 %
/// @param contracts by root or symbol, of those that do not deliver 100 units or are futures
/// @param related classes whose gains offset each other's losses under PM
/// @param rateSeries the rate of interest without risk, percent a year
/// @param houseMultiplier maintenance is so many times what the rules require, 1 or more
/// @param concentrationLimit part of the equity that one name may be without more margin
/// @param concentrationRate more margin for what is above, a fraction of it
/// @param foreignHaircut more margin for what is in another currency, a fraction of it
/// @param leastEquity below it nothing can be bought on margin
/// @param dayTraderEquity the same of a pattern day trader
/// @param callDays trading days until a call of Regulation T must be met
/// @param marginCallDays the same under PM and SPAN
/// @param liquidationBuffer so much more than the maintenance is restored by sales, a fraction of
///   it
/// @param liquidationEvery how long sales have time before more is asked for
/// @param tellEvery how often the margin of each account is told
@Validated
@ConfigurationProperties("nautilus.collateral")
record CollateralProperties(
    @Nullable List<@Valid AccountSetting> accounts,
    @DefaultValue("REG_T") RuleSet ruleSet,
    @Nullable Map<String, InstrumentId> rates,
    @Nullable Map<String, IndexKind> indices,
    @Nullable Map<String, ContractSetting> contracts,
    @Nullable List<@Valid RelatedSetting> related,
    @DefaultValue("FRED:FEDFUNDS") InstrumentId rateSeries,
    @DecimalMin("1") @DefaultValue("1") BigDecimal houseMultiplier,
    @DecimalMin("0") @DefaultValue("0.30") BigDecimal concentrationLimit,
    @DecimalMin("0") @DefaultValue("0.10") BigDecimal concentrationRate,
    @DecimalMin("0") @DefaultValue("0.08") BigDecimal foreignHaircut,
    @DecimalMin("0") @DefaultValue("2000") BigDecimal leastEquity,
    @DecimalMin("0") @DefaultValue("25000") BigDecimal dayTraderEquity,
    @Min(1) @Max(30) @DefaultValue("4") int callDays,
    @Min(1) @Max(30) @DefaultValue("2") int marginCallDays,
    @DecimalMin("0") @DefaultValue("0.05") BigDecimal liquidationBuffer,
    @DefaultValue("30s") Duration liquidationEvery,
    @DefaultValue("5s") Duration tellEvery) {

  /// One account.
  ///
  /// @param dayTrader whether it trades by the day: four times its excess while the market is open
  record AccountSetting(
      @NotBlank String name,
      @DefaultValue("REG_T") RuleSet ruleSet,
      @DefaultValue("false") boolean dayTrader) {}

  /// How a broad index is moved under PM.
  enum IndexKind {
    /// Of large companies: 8 % down, 6 % up.
    LARGE_INDEX,
    /// Another one: 10 % either way.
    BROAD_INDEX;

    PortfolioMargin.Range range() {
      return this == LARGE_INDEX
          ? PortfolioMargin.Range.LARGE_INDEX
          : PortfolioMargin.Range.BROAD_INDEX;
    }
  }

  /// One contract.
  ///
  /// @param multiplier units that it delivers
  /// @param future whether only its changes are paid
  /// @param priceRange SPAN's range of the price, a fraction of it
  /// @param volatilityRange SPAN's range of the volatility
  record ContractSetting(
      @DefaultValue("100") BigDecimal multiplier,
      @DefaultValue("false") boolean future,
      @DecimalMin("0.0001") @DefaultValue("0.15") double priceRange,
      @DecimalMin("0") @DefaultValue("0.04") double volatilityRange) {}

  /// Classes that belong together.
  ///
  /// @param offset part of a gain that counts
  record RelatedSetting(
      List<String> underlyings,
      @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.75") double offset) {}

  CollateralProperties {
    accounts = accounts == null ? List.of() : List.copyOf(accounts);
    related = related == null ? List.of() : List.copyOf(related);
    rates = sorted(rates);
    indices = sorted(indices);
    contracts = sorted(contracts);
  }

  private static <V> Map<String, V> sorted(@Nullable Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map == null ? Map.of() : map));
  }

  AccountSetting account(String name) {
    for (AccountSetting each : accounts == null ? List.<AccountSetting>of() : accounts) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return new AccountSetting(name, ruleSet, false);
  }

  Map<String, InstrumentId> ratesByCurrency() {
    return rates == null ? Map.of() : rates;
  }

  @Nullable IndexKind index(String root) {
    return indices == null ? null : indices.get(root);
  }

  /// Of an option's root or a symbol; null when it is an ordinary one.
  @Nullable ContractSetting contract(String root) {
    return contracts == null ? null : contracts.get(root);
  }

  List<RelatedSetting> relatedClasses() {
    return related == null ? List.of() : related;
  }
}
