package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.risk.method.LimitLevel;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskLimitBreach;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far each account has used up its limits, and what it may do because of that. Confined to the
/// engine thread.
final class LimitBook {
  /// Whoever trades must act on a breach.
  private static final String OWNER = "strategy";

  private final Prices prices;
  private final FactorModel model;
  private final double alpha;
  private final Map<String, Double> limits;

  LimitBook(RiskProperties properties, Prices prices, FactorModel model) {
    this.prices = prices;
    this.model = model;
    alpha = properties.measures().smallestAlpha();
    limits = new TreeMap<>(properties.limits().byName());
  }

  /// By name, fractions of the net asset value; a live view.
  Map<String, Double> limits() {
    return limits;
  }

  /// Looks at an account again and says what has changed.
  ///
  /// @param everyone mode that holds for all accounts
  void review(Account account, Mode everyone, Instant at, Outbox outbox) {
    PortfolioUpdate worth = account.worth();
    if (worth == null) {
      return;
    }
    Exposure exposure = Exposure.of(account, prices);
    if (exposure.worth() > 0) {
      used(account, worth, exposure)
          .forEach((limit, used) -> level(account, limit, used, at, outbox));
    }
    tell(account, everyone, at, outbox);
  }

  private Map<String, Double> used(Account account, PortfolioUpdate worth, Exposure exposure) {
    Map<String, Double> used = new TreeMap<>();
    used.put("gross", exposure.gross() / exposure.worth());
    used.put("net", Math.abs(exposure.net()) / exposure.worth());
    used.put("issuer", exposure.issuer() / exposure.worth());
    used.put("sector", exposure.sector(model) / exposure.worth());
    worth.leverage().ifPresent(leverage -> used.put("leverage", leverage));
    worth.drawdown().ifPresent(drawdown -> used.put("drawdown", drawdown));
    for (RiskMetric metric : account.metrics()) {
      boolean counts =
          metric.method().equals("historical")
              && metric.horizonDays() == 1
              && metric.alpha().equals(OptionalDouble.of(alpha))
              && limits.containsKey(metric.measure());
      if (counts && metric.value().isPresent()) {
        used.put(metric.measure(), Math.max(0, metric.value().getAsDouble()));
      }
    }
    return used;
  }

  private void level(Account account, String limit, double used, Instant at, Outbox outbox) {
    double allowed = limits.getOrDefault(limit, Double.MAX_VALUE);
    Account.Use before = account.uses().get(limit);
    LimitLevel old = before == null ? LimitLevel.OK : before.level();
    LimitLevel level = old.next(used / allowed);
    Instant since = before == null || level != old ? at : before.since();
    account.uses().put(limit, new Account.Use(level, used, since));
    if (level == old) {
      return;
    }
    boolean simulated = account.worth() != null && account.worth().simulated();
    outbox.emit(
        MessageType.RISK_LIMIT_BREACH,
        new RiskLimitBreach(
            limit,
            account.name(),
            used,
            allowed,
            "fraction",
            RiskLimitBreach.Level.valueOf(level.name()),
            OWNER,
            at,
            simulated));
    if (level.compareTo(LimitLevel.BREACH) >= 0 && level.compareTo(old) > 0) {
      outbox.emit(
          MessageType.RISK_ALERT,
          new RiskAlert(
              limit.toUpperCase(Locale.ROOT) + "_BREACH",
              allowed,
              OptionalDouble.of(used),
              account.name(),
              null,
              "fraction of the net asset value",
              simulated));
    }
    if (level == LimitLevel.HALT && account.halted().isEmpty()) {
      account.halt("limit " + limit + " used to " + used + " of " + allowed, false);
    }
  }

  /// What an account may do, and why.
  private record Standing(Mode mode, String reason, boolean manual) {}

  private static Standing standing(Account account) {
    if (!account.halted().isEmpty()) {
      return new Standing(Mode.HALTED, account.halted(), account.isManual());
    }
    for (Map.Entry<String, Account.Use> each : account.uses().entrySet()) {
      if (each.getValue().level().compareTo(LimitLevel.BREACH) >= 0) {
        return new Standing(Mode.REDUCING, "limit " + each.getKey() + " is used up", false);
      }
    }
    MarginUpdate margin = account.margin();
    if (margin != null && margin.excess().signum() < 0) {
      return new Standing(Mode.REDUCING, "margin is short by " + margin.excess().negate(), false);
    }
    PortfolioUpdate worth = account.worth();
    if (worth != null && worth.netAssetValue().signum() <= 0) {
      return new Standing(Mode.REDUCING, "the net asset value is not above 0", false);
    }
    return new Standing(Mode.OK, "within all limits", false);
  }

  /// What an account may do now, everybody's mode included.
  static Mode mode(Account account, Mode everyone) {
    Mode own = standing(account).mode();
    return own.compareTo(everyone) > 0 ? own : everyone;
  }

  /// Says an account's state when it has changed.
  void tell(Account account, Mode everyone, Instant at, Outbox outbox) {
    Standing now = standing(account);
    boolean byAll = everyone.compareTo(now.mode()) > 0;
    Mode mode = byAll ? everyone : now.mode();
    @Nullable RiskState before = account.told();
    if (before != null && before.mode() == mode && before.manual() == now.manual()) {
      return;
    }
    PortfolioUpdate worth = account.worth();
    RiskState state =
        new RiskState(
            account.name(),
            mode,
            byAll ? "all accounts are " + everyone : now.reason(),
            now.manual(),
            at,
            worth != null && worth.simulated());
    account.told(state);
    outbox.emit(MessageType.RISK_STATE, state, Priority.URGENT);
  }
}
