package dev.nautilus.engines.collateral;

import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.collateral.CollateralProperties.ContractSetting;
import dev.nautilus.engines.collateral.CollateralProperties.IndexKind;
import dev.nautilus.engines.collateral.method.OptionContract;
import dev.nautilus.engines.collateral.method.OptionLeg;
import dev.nautilus.engines.collateral.method.OptionPrice;
import dev.nautilus.engines.collateral.method.PortfolioMargin;
import dev.nautilus.engines.collateral.method.ScanLeg;
import dev.nautilus.engines.collateral.method.ShortOption;
import dev.nautilus.engines.collateral.method.SpanScan;
import dev.nautilus.engines.collateral.method.StockMargin;
import dev.nautilus.engines.collateral.method.StrategyMargin;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From what an account holds on one underlying to what it requires. Reads prices, changes nothing.
///
/// An equity that counts options at their worth has a short option's premium taken off already, so
/// what strategies require is told with the options' worth added: the two together are the table's
/// figure. What shares cover never lowers what the shares require.
final class MarginRules {
  private static final BigDecimal CONTRACT = BigDecimal.valueOf(100);

  /// Long options of nine months or more can be borrowed on, a quarter of their worth.
  private static final int LONG_DATED_MONTHS = 9;

  private static final BigDecimal LOAN_VALUE = new BigDecimal("0.25");

  private final CollateralProperties properties;
  private final PriceBoard board;

  MarginRules(CollateralProperties properties, PriceBoard board) {
    this.properties = properties;
    this.board = board;
  }

  /// When and in what is counted.
  ///
  /// @param currency of the account
  /// @param rate of interest without risk
  record Terms(RuleSet rules, String currency, LocalDate today, double rate) {}

  /// What is held on an underlying, sorted out.
  private static final class Sorted {
    private final List<OptionLeg> legs = new ArrayList<>();
    private final List<ScanLeg> scans = new ArrayList<>();
    private BigDecimal shares = BigDecimal.ZERO;
    private BigDecimal value = BigDecimal.ZERO;
    private BigDecimal exposure = BigDecimal.ZERO;
    private double optionUnits;
    private boolean simulated;
  }

  /// What one class requires.
  ///
  /// @param holdings all of that underlying and of one currency
  ClassMargin of(String underlying, List<Holding> holdings, Terms terms) {
    String currency = holdings.getFirst().currency();
    Optional<BigDecimal> rate = board.rate(currency, terms.currency());
    boolean options = holdings.stream().anyMatch(each -> each.option().isPresent());
    Optional<BigDecimal> price = underlyingPrice(underlying, holdings);
    if (rate.isEmpty()) {
      return ClassMargin.missing(
          underlying, "no rate from " + currency + " to " + terms.currency());
    }
    if (price.isEmpty() && options) {
      return ClassMargin.missing(underlying, "no price of " + underlying);
    }
    Sorted sorted = new Sorted();
    for (Holding holding : holdings) {
      Optional<BigDecimal> mark = mark(holding);
      if (mark.isEmpty()) {
        return ClassMargin.missing(underlying, "no price of " + holding.instrument());
      }
      add(sorted, holding, mark.get(), price.orElse(mark.get()), terms);
    }
    BigDecimal at = price.orElseGet(() -> mark(holdings.getFirst()).orElseThrow());
    return required(underlying, sorted, at, rate.get(), terms)
        .withForeign(!currency.equals(terms.currency()));
  }

  private Optional<BigDecimal> underlyingPrice(String underlying, List<Holding> holdings) {
    Optional<BigDecimal> quoted =
        board.mark(InstrumentId.of(underlying)).map(PriceBoard.Mark::price);
    return quoted.isPresent()
        ? quoted
        : holdings.stream()
            .filter(each -> each.instrument().value().equals(underlying))
            .findFirst()
            .flatMap(this::mark);
  }

  /// The quote's middle; what the portfolio said where no quote is heard.
  Optional<BigDecimal> mark(Holding holding) {
    Optional<BigDecimal> quoted = board.mark(holding.instrument()).map(PriceBoard.Mark::price);
    return quoted.isPresent() ? quoted : Optional.ofNullable(holding.told());
  }

  /// Money that buying so much takes out of an account, at the price quoted: of a future none.
  BigDecimal spent(InstrumentId instrument, BigDecimal quoted) {
    Optional<OptionContract> option = OptionContract.parse(instrument.value());
    ContractSetting setting =
        properties.contract(option.map(OptionContract::underlying).orElse(instrument.value()));
    if (setting == null) {
      return option.isPresent() ? quoted.multiply(CONTRACT) : quoted;
    }
    return setting.future() ? BigDecimal.ZERO : quoted.multiply(setting.multiplier());
  }

  private void add(Sorted sorted, Holding holding, BigDecimal mark, BigDecimal price, Terms terms) {
    sorted.simulated |=
        holding.simulated()
            || board.mark(holding.instrument()).map(PriceBoard.Mark::simulated).orElse(false);
    Optional<OptionContract> option = holding.option();
    if (option.isPresent()) {
      addOption(sorted, holding, option.get(), new Priced(mark.max(BigDecimal.ZERO), price, terms));
      return;
    }
    ContractSetting setting = properties.contract(holding.instrument().value());
    BigDecimal multiplier = setting == null ? BigDecimal.ONE : setting.multiplier();
    BigDecimal units = holding.quantity().multiply(multiplier);
    BigDecimal opened =
        setting != null && setting.future() ? holding.averagePrice() : BigDecimal.ZERO;
    sorted.shares = sorted.shares.add(units);
    sorted.value = sorted.value.add(units.multiply(mark.subtract(opened)));
    sorted.exposure = sorted.exposure.add(units.multiply(mark).abs());
    sorted.scans.add(ScanLeg.underlying(units.doubleValue(), mark.doubleValue()));
  }

  private record Priced(BigDecimal premium, BigDecimal price, Terms terms) {}

  private void addOption(Sorted sorted, Holding holding, OptionContract option, Priced priced) {
    if (option.expiry().isBefore(priced.terms().today())) {
      return; // expired: nothing is left to margin
    }
    ContractSetting setting = properties.contract(option.underlying());
    BigDecimal multiplier = setting == null ? CONTRACT : setting.multiplier();
    BigDecimal units = holding.quantity().multiply(multiplier);
    sorted.value = sorted.value.add(units.multiply(priced.premium()));
    sorted.optionUnits += Math.abs(units.doubleValue());
    int contracts =
        holding
            .quantity()
            .setScale(0, holding.quantity().signum() < 0 ? RoundingMode.UP : RoundingMode.DOWN)
            .intValueExact();
    sorted.legs.add(
        new OptionLeg(
            option.right(),
            option.strike(),
            option.expiry(),
            priced.premium(),
            contracts,
            multiplier));
    OptionPrice model =
        new OptionPrice(
            option.right(),
            option.strike().doubleValue(),
            option.years(priced.terms().today()),
            priced.terms().rate());
    sorted.scans.add(
        ScanLeg.option(
            units.doubleValue(),
            model,
            priced.price().doubleValue(),
            priced.premium().doubleValue()));
  }

  private ClassMargin required(
      String underlying, Sorted sorted, BigDecimal price, BigDecimal rate, Terms terms) {
    List<Double> gains = List.of();
    BigDecimal initial;
    BigDecimal maintenance;
    switch (terms.rules()) {
      case REG_T -> {
        BigDecimal ofOptions = options(underlying, sorted, price, terms.today());
        initial = StockMargin.initial(sorted.shares, price).add(ofOptions);
        maintenance = StockMargin.maintenance(sorted.shares, price).add(ofOptions);
      }
      case PM -> {
        double[] moved = tims(underlying, sorted, price);
        gains = boxed(scaled(moved, rate.doubleValue()));
        initial = BigDecimal.valueOf(PortfolioMargin.requirement(moved, sorted.optionUnits));
        maintenance = initial;
      }
      case SPAN -> {
        initial =
            BigDecimal.valueOf(
                SpanScan.requirement(span(underlying, sorted, price), SpanScan.Charges.NONE));
        maintenance = initial;
      }
      default -> throw new IllegalStateException("unknown rules " + terms.rules());
    }
    return new ClassMargin(
        underlying,
        sorted.value.multiply(rate),
        sorted.exposure.multiply(rate),
        false,
        initial.multiply(rate),
        maintenance.multiply(rate),
        gains,
        sorted.optionUnits * rate.doubleValue(),
        sorted.simulated,
        "");
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private BigDecimal options(String underlying, Sorted sorted, BigDecimal price, LocalDate today) {
    if (sorted.legs.isEmpty()) {
      return BigDecimal.ZERO;
    }
    StrategyMargin strategies =
        new StrategyMargin(
            price,
            sorted.shares,
            ShortOption.share(properties.index(underlying) != null),
            sorted.legs);
    BigDecimal required = strategies.requirement().add(strategies.value());
    boolean shorts = sorted.legs.stream().anyMatch(leg -> leg.contracts() < 0);
    for (OptionLeg leg : shorts ? List.<OptionLeg>of() : sorted.legs) {
      if (!leg.expiry().isBefore(today.plusMonths(LONG_DATED_MONTHS))) {
        required = required.subtract(leg.value().multiply(LOAN_VALUE));
      }
    }
    return required.max(BigDecimal.ZERO);
  }

  private double[] tims(String underlying, Sorted sorted, BigDecimal price) {
    IndexKind index = properties.index(underlying);
    return PortfolioMargin.gains(
        price.doubleValue(),
        sorted.scans,
        index == null ? PortfolioMargin.Range.EQUITY : index.range());
  }

  private double[] span(String underlying, Sorted sorted, BigDecimal price) {
    ContractSetting setting = properties.contract(underlying);
    double range = setting == null ? 0.15 : setting.priceRange();
    double volatility = setting == null ? 0.04 : setting.volatilityRange();
    double move = Math.max(Double.MIN_NORMAL, Math.abs(price.doubleValue()) * range);
    return SpanScan.of(move, volatility).gains(price.doubleValue(), sorted.scans);
  }

  /// What a class gains at each price of portfolio margin and in each scenario of SPAN.
  ///
  /// @param gains at ten prices, from the lowest
  /// @param scenarios sixteen, in SPAN's order
  record Scan(String underlying, List<Double> gains, List<Double> scenarios) {}

  /// Scans a class; empty while a price is missing.
  Optional<Scan> scan(String underlying, List<Holding> holdings, Terms terms) {
    Optional<BigDecimal> price = underlyingPrice(underlying, holdings);
    if (price.isEmpty() || holdings.stream().anyMatch(each -> mark(each).isEmpty())) {
      return Optional.empty();
    }
    Sorted sorted = new Sorted();
    holdings.forEach(each -> add(sorted, each, mark(each).orElseThrow(), price.get(), terms));
    return Optional.of(
        new Scan(
            underlying,
            boxed(tims(underlying, sorted, price.get())),
            boxed(span(underlying, sorted, price.get()))));
  }

  private static List<Double> boxed(double[] values) {
    List<Double> boxed = new ArrayList<>();
    for (double value : values) {
      boxed.add(value);
    }
    return List.copyOf(boxed);
  }
}
