package dev.nautilus.engines.risk;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param everyone mode that holds for all accounts
/// @param reason why
/// @param days returns known of each instrument
/// @param limits what may be used of each limit, fractions of the net asset value
/// @param decisions how many orders each rule denied or reduced; `ALLOW` those that passed
/// @param accounts by name
record RiskView(
    RiskState.Mode everyone,
    String reason,
    Map<String, Integer> days,
    Map<String, Double> limits,
    Map<String, Long> decisions,
    Map<String, AccountView> accounts) {
  RiskView {
    days = Collections.unmodifiableMap(new TreeMap<>(days));
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    decisions = Collections.unmodifiableMap(new TreeMap<>(decisions));
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
  }

  /// How many accounts may not trade; one at least while all are stopped together.
  long halted() {
    long accountsHalted =
        accounts.values().stream()
            .map(AccountView::state)
            .filter(state -> state != null && state.mode() == RiskState.Mode.HALTED)
            .count();
    return everyone == RiskState.Mode.HALTED ? Math.max(1, accountsHalted) : accountsHalted;
  }

  /// One account.
  ///
  /// @param state what was told of it last; null before anything was
  /// @param netAssetValue null before the portfolio engine has said so
  /// @param uses of its limits, by name
  /// @param metrics of the last round
  record AccountView(
      @Nullable RiskState state,
      @Nullable BigDecimal netAssetValue,
      Map<InstrumentId, BigDecimal> positions,
      Map<String, Account.Use> uses,
      List<RiskMetric> metrics,
      @Nullable Instant measuredAt) {
    AccountView {
      positions = Collections.unmodifiableMap(new TreeMap<>(positions));
      uses = Collections.unmodifiableMap(new TreeMap<>(uses));
      metrics = List.copyOf(metrics);
    }

    static AccountView of(Account account) {
      Map<InstrumentId, BigDecimal> positions = new TreeMap<>();
      account.positions().forEach((symbol, held) -> positions.put(symbol, held.quantity()));
      PortfolioUpdate worth = account.worth();
      return new AccountView(
          account.told(),
          worth == null ? null : worth.netAssetValue(),
          positions,
          account.uses(),
          account.metrics(),
          account.metrics().isEmpty() ? null : account.measuredAt());
    }
  }
}
