package dev.nautilus.engines.collateral;

import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.collateral.CollateralProperties.AccountSetting;
import dev.nautilus.engines.collateral.CollateralProperties.RelatedSetting;
import dev.nautilus.engines.collateral.method.BuyingPower;
import dev.nautilus.engines.collateral.method.MarketHours;
import dev.nautilus.engines.collateral.method.PortfolioMargin;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Computes what accounts must hold: class by class, again only where a price has moved. Confined
/// to the engine thread.
final class MarginDesk {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final CollateralProperties properties;
  private final MarginRules rules;

  MarginDesk(CollateralProperties properties, PriceBoard board) {
    this.properties = properties;
    rules = new MarginRules(properties, board);
  }

  MarginRules rules() {
    return rules;
  }

  RuleSet rulesOf(String account) {
    return properties.account(account).ruleSet();
  }

  MarginRules.Terms terms(MarginAccount account, Instant now, double rate) {
    return new MarginRules.Terms(
        rulesOf(account.name()),
        account.currency(),
        LocalDateTime.ofInstant(now, NEW_YORK).toLocalDate(),
        rate);
  }

  /// How an account stands.
  MarginFigures figures(MarginAccount account, Instant now, double rate) {
    Map<String, ClassMargin> classes =
        classes(account.holdings().values(), account.cache(), terms(account, now, rate));
    MarginFigures figures = figures(account, account.cash(), classes.values(), now);
    BigDecimal gross =
        classes.values().stream()
            .map(each -> each.exposure().max(each.value().abs()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return figures.isKnown() ? figures.unless(account.unready(gross)) : figures;
  }

  /// How it would stand with other holdings and other cash.
  MarginFigures whatIf(
      MarginAccount account, BigDecimal cash, Collection<Holding> holdings, WhatIf when) {
    Map<String, ClassMargin> classes =
        classes(holdings, new HashMap<>(), terms(account, when.now(), when.rate()));
    return figures(account, cash, classes.values(), when.now());
  }

  /// @param rate of interest without risk
  record WhatIf(Instant now, double rate) {}

  Map<String, ClassMargin> classes(
      Collection<Holding> holdings, Map<String, ClassMargin> cache, MarginRules.Terms terms) {
    Map<String, ClassMargin> classes = new TreeMap<>();
    MarginAccount.classes(holdings)
        .forEach(
            (key, members) ->
                classes.put(
                    key,
                    cache.computeIfAbsent(
                        key, _ -> rules.of(members.getFirst().underlying(), members, terms))));
    return classes;
  }

  private MarginFigures figures(
      MarginAccount account, BigDecimal cash, Collection<ClassMargin> classes, Instant now) {
    AccountSetting setting = properties.account(account.name());
    BigDecimal equity = cash;
    BigDecimal initial = BigDecimal.ZERO;
    boolean simulated = account.simulated();
    String missing = "";
    for (ClassMargin each : classes) {
      equity = equity.add(each.value());
      initial = initial.add(each.initial());
      simulated |= each.simulated();
      missing = each.isKnown() ? missing : each.missing();
    }
    BigDecimal maintenance = maintenance(classes, setting.ruleSet(), equity);
    BigDecimal memorandum =
        setting.ruleSet() == RuleSet.REG_T
            ? BuyingPower.memorandum(account.memorandum(), equity, initial)
            : BigDecimal.ZERO;
    return new MarginFigures(
        account.name(),
        setting.ruleSet(),
        account.currency(),
        equity,
        initial.max(maintenance),
        maintenance,
        memorandum,
        buyingPower(setting, equity, maintenance, new Limits(memorandum, now)),
        simulated,
        missing);
  }

  /// The rules' sum, times the house's multiplier, with more for one name that is too much of the
  /// equity and for what is in another currency.
  private BigDecimal maintenance(
      Collection<ClassMargin> classes, RuleSet ruleSet, BigDecimal equity) {
    BigDecimal sum = ruleSet == RuleSet.PM ? offset(classes) : sum(classes);
    BigDecimal added = BigDecimal.ZERO;
    BigDecimal most = properties.concentrationLimit().multiply(equity.max(BigDecimal.ZERO));
    for (ClassMargin each : classes) {
      BigDecimal above = each.exposure().subtract(most).max(BigDecimal.ZERO);
      added = added.add(above.multiply(properties.concentrationRate()));
      added =
          each.foreign()
              ? added.add(each.value().abs().multiply(properties.foreignHaircut()))
              : added;
    }
    return sum.multiply(properties.houseMultiplier()).add(added);
  }

  private static BigDecimal sum(Collection<ClassMargin> classes) {
    return classes.stream().map(ClassMargin::maintenance).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal offset(Collection<ClassMargin> classes) {
    List<ClassMargin> alone = new ArrayList<>(classes);
    BigDecimal sum = BigDecimal.ZERO;
    for (RelatedSetting group : properties.relatedClasses()) {
      List<ClassMargin> members =
          alone.stream()
              .filter(each -> each.isKnown() && group.underlyings().contains(each.underlying()))
              .toList();
      if (members.size() > 1) {
        alone.removeAll(members);
        double units = members.stream().mapToDouble(ClassMargin::optionUnits).sum();
        sum =
            sum.add(
                BigDecimal.valueOf(
                    PortfolioMargin.related(
                        members.stream().map(each -> array(each.gains())).toList(),
                        group.offset(),
                        units)));
      }
    }
    return sum.add(sum(alone));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private record Limits(BigDecimal memorandum, Instant now) {}

  private BigDecimal buyingPower(
      AccountSetting setting, BigDecimal equity, BigDecimal maintenance, Limits limits) {
    BigDecimal excess = equity.subtract(maintenance);
    boolean open = MarketHours.isOpen(LocalDateTime.ofInstant(limits.now(), NEW_YORK));
    if (setting.dayTrader() && open && equity.compareTo(properties.dayTraderEquity()) >= 0) {
      return BuyingPower.dayTrader(excess);
    }
    return setting.ruleSet() == RuleSet.REG_T
        ? BuyingPower.regT(limits.memorandum(), equity, properties.leastEquity())
        : excess.max(BigDecimal.ZERO);
  }
}
