package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.SystemCoordination;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// All accounts heard of, and whether all of them are stopped together. Confined to the engine
/// thread.
final class Accounts {
  /// Stands for all accounts.
  static final String EVERYONE = "*";

  private final int ordersRemembered;
  private final LimitBook limits;
  private final Map<String, Account> accounts = new TreeMap<>();
  private String halted = "";
  private long changes;

  Accounts(int ordersRemembered, LimitBook limits) {
    this.ordersRemembered = ordersRemembered;
    this.limits = limits;
  }

  LimitBook limits() {
    return limits;
  }

  /// The mode that holds for all.
  Mode everyone() {
    return halted.isEmpty() ? Mode.OK : Mode.HALTED;
  }

  /// Why all are stopped; empty when they are not.
  String halted() {
    return halted;
  }

  /// Grows with whatever is shown.
  long changes() {
    return changes;
  }

  /// Something that is shown has changed.
  void changed() {
    changes++;
  }

  /// An account to change; a new one when it was never heard of.
  Account account(String name) {
    changed();
    return accounts.computeIfAbsent(name, each -> new Account(each, ordersRemembered));
  }

  /// An account that somebody wants to trade for. One that was never heard of is not kept: whoever
  /// asks for trades cannot fill our memory with names.
  Account forOrder(String name) {
    return accounts.containsKey(name) ? account(name) : new Account(name, ordersRemembered);
  }

  /// An account to change by hand.
  ///
  /// @throws EngineException UNKNOWN when it was never heard of
  Account known(String name) {
    if (!accounts.containsKey(name)) {
      throw EngineException.unknown("account", name, accounts.keySet());
    }
    return account(name);
  }

  Iterable<Account> all() {
    return accounts.values();
  }

  /// Looks at an account again, and says what has changed.
  void review(Account account, Instant at, Outbox outbox) {
    limits.review(account, everyone(), at, outbox);
  }

  /// Stops all, unless they are stopped.
  void halt(RiskState state, Outbox outbox) {
    if (halted.isEmpty()) {
      halted = state.reason();
      tellAll(state, outbox);
    }
  }

  /// Lets all go on, but for those that are stopped on their own.
  void resume(RiskState state, Outbox outbox) {
    halted = "";
    tellAll(state, outbox);
  }

  private void tellAll(RiskState state, Outbox outbox) {
    changed();
    Priority priority = state.mode() == Mode.OK ? Priority.URGENT : Priority.FLASH_CRASH;
    outbox.emit(MessageType.RISK_STATE, state, priority);
    accounts.values().forEach(account -> limits.tell(account, everyone(), state.since(), outbox));
    outbox.emit(
        MessageType.SYSTEM_COORDINATION,
        new SystemCoordination(
            state.mode() == Mode.OK ? "resume" : "halt",
            EVERYONE,
            Map.of(),
            state.manual() ? "operator" : "risk",
            state.reason()),
        priority);
  }

  void write(StateOutput out) {
    out.all(accounts.values(), (to, each) -> each.write(to.text(each.name()))).text(halted);
    out.all(limits.limits().entrySet(), (to, each) -> to.text(each.getKey()).real(each.getValue()));
  }

  void read(StateInput in) {
    accounts.clear();
    in.all(
        each -> {
          Account account = account(each.text());
          account.read(each);
          return account;
        });
    halted = in.text();
    in.all(each -> limits.limits().put(each.text(), each.real()) == null);
    changed();
  }
}
