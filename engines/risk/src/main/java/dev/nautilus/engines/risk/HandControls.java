package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.StressTestResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What people do to the engine by hand. Confined to the engine thread.
final class HandControls {
  private final RiskBook book;
  private final Accounts accounts;
  private final Market market;

  HandControls(RiskBook book, Market market) {
    this.book = book;
    this.market = market;
    accounts = book.accounts();
  }

  /// Stops an account, or all of them.
  RiskState halt(String name, String reason, Outbox outbox) {
    if (name.equals(Accounts.EVERYONE)) {
      RiskState state = everyone(Mode.HALTED, reason);
      accounts.halt(state, outbox);
      return state;
    }
    Account account = accounts.known(name);
    account.halt(reason, true);
    accounts.review(account, book.clock(), outbox);
    return told(account);
  }

  /// Lets an account, or all that were stopped together, go on.
  RiskState resume(String name, Outbox outbox) {
    if (name.equals(Accounts.EVERYONE)) {
      RiskState state = everyone(Mode.OK, "resumed");
      accounts.resume(state, outbox);
      return state;
    }
    Account account = accounts.known(name);
    account.resume();
    accounts.review(account, book.clock(), outbox);
    return told(account);
  }

  private RiskState everyone(Mode mode, String reason) {
    return new RiskState(Accounts.EVERYONE, mode, reason, true, book.clock(), market.isSimulated());
  }

  private static RiskState told(Account account) {
    RiskState state = account.told();
    if (state == null) {
      throw EngineException.unavailable(
          "nothing is known yet of what " + account.name() + " is worth");
    }
    return state;
  }

  /// Sets limits; those not named stay.
  ///
  /// @param changed fractions of the net asset value by name
  Map<String, Double> limit(Map<String, Double> changed, Outbox outbox) {
    Map<String, Double> limits = accounts.limits().limits();
    changed.forEach(
        (name, allowed) -> {
          if (!limits.containsKey(name)) {
            throw EngineException.unknown("limit", name, limits.keySet());
          }
          if (!(allowed > 0) || Double.isInfinite(allowed)) {
            throw EngineException.invalid(
                name + " must be a finite number above 0, was " + allowed);
          }
        });
    limits.putAll(changed);
    accounts.changed();
    accounts.all().forEach(account -> accounts.review(account, book.clock(), outbox));
    return new TreeMap<>(limits);
  }

  /// Runs a scenario on an account.
  StressTestResult stress(
      String name, String scenario, ToDoubleFunction<InstrumentId> move, Outbox outbox) {
    Account account = accounts.known(name);
    PortfolioUpdate worth = account.worth();
    if (worth == null) {
      throw EngineException.unavailable("nothing is known yet of what " + name + " is worth");
    }
    Exposure exposure = Exposure.of(account, market.prices());
    StressTestResult result = Stress.run(scenario, worth, exposure, move, book.clock());
    outbox.emit(MessageType.STRESS_TEST_RESULT, result);
    return result;
  }
}
