package dev.nautilus.engines.collateral;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.Decimals;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What the engine has heard of one account, and how it stands. Confined to the engine thread.
final class MarginAccount {
  private final String name;
  private final Map<InstrumentId, Holding> holdings = new TreeMap<>();
  private final Map<String, ClassMargin> cache = new HashMap<>();
  private final MarginCallFile calls;
  private String currency = "";
  private BigDecimal cash = BigDecimal.ZERO;
  private BigDecimal toldGross = BigDecimal.ZERO;
  private BigDecimal memorandum = BigDecimal.ZERO;
  private boolean settled;
  private boolean simulated;
  private Instant newest = Instant.EPOCH;

  MarginAccount(String name) {
    this.name = name;
    calls = new MarginCallFile(name);
  }

  String name() {
    return name;
  }

  String currency() {
    return currency;
  }

  BigDecimal cash() {
    return cash;
  }

  MarginCallFile calls() {
    return calls;
  }

  Map<String, ClassMargin> cache() {
    return cache;
  }

  BigDecimal memorandum() {
    return memorandum;
  }

  void memorandum(BigDecimal amount) {
    memorandum = amount;
  }

  boolean simulated() {
    return simulated;
  }

  Instant newest() {
    return newest;
  }

  void at(Instant time) {
    newest = time.isAfter(newest) ? time : newest;
  }

  /// A position has changed; until the cash that goes with it is told nothing is judged.
  void learn(PositionChange change) {
    BigDecimal average = change.averagePrice();
    Holding known = holdings.get(change.instrument());
    if (average == null) {
      holdings.remove(change.instrument());
    } else {
      BigDecimal told = change.mark() == null && known != null ? known.told() : change.mark();
      holdings.put(
          change.instrument(),
          new Holding(
              change.instrument(),
              change.quantity(),
              average,
              told,
              change.currency(),
              change.simulated()));
    }
    cache.clear();
    settled = false;
    at(change.at());
  }

  /// Cash and positions agree again.
  void learn(PortfolioUpdate update) {
    if (!currency.equals(update.currency())) {
      cache.clear();
    }
    currency = update.currency();
    cash = update.cash();
    toldGross = update.grossExposure();
    simulated = update.simulated();
    settled = true;
    at(update.at());
  }

  /// Why it cannot be judged yet; empty when it can.
  ///
  /// @param gross exposure that is known
  String unready(BigDecimal gross) {
    if (!settled) {
      return "the cash that goes with the positions is not told yet";
    }
    boolean lacks = gross.add(gross).compareTo(toldGross) < 0;
    return lacks ? "positions were opened before this engine listened" : "";
  }

  Map<InstrumentId, Holding> holdings() {
    return holdings;
  }

  /// Whether it has been told what is in it.
  boolean isOpen() {
    return !currency.isEmpty();
  }

  /// Forgets what was computed of an underlying and of what it is quoted in.
  void moved(String underlying) {
    cache.keySet().removeIf(key -> key.startsWith(underlying + " "));
  }

  /// Holdings by underlying and currency.
  static Map<String, List<Holding>> classes(Iterable<Holding> holdings) {
    Map<String, List<Holding>> classes = new TreeMap<>();
    for (Holding holding : holdings) {
      classes
          .computeIfAbsent(holding.underlying() + " " + holding.currency(), _ -> new ArrayList<>())
          .add(holding);
    }
    return classes;
  }

  void write(StateOutput out) {
    out.text(name);
    out.all(holdings.values(), MarginAccount::write);
    out.text(currency).flag(settled).flag(simulated).instant(newest);
    Decimals.write(out, cash);
    Decimals.write(out, toldGross);
    Decimals.write(out, memorandum);
    calls.write(out);
  }

  private static void write(StateOutput out, Holding holding) {
    out.text(holding.instrument().value()).text(holding.currency()).flag(holding.simulated());
    Decimals.write(out, holding.quantity());
    Decimals.write(out, holding.averagePrice());
    out.text(Objects.toString(holding.told(), ""));
  }

  static MarginAccount read(StateInput in) {
    MarginAccount account = new MarginAccount(in.text());
    for (Holding holding : in.all(MarginAccount::readHolding)) {
      account.holdings.put(holding.instrument(), holding);
    }
    account.currency = in.text();
    account.settled = in.flag();
    account.simulated = in.flag();
    account.newest = in.instant();
    account.cash = Decimals.read(in);
    account.toldGross = Decimals.read(in);
    account.memorandum = Decimals.read(in);
    account.calls.read(in);
    return account;
  }

  private static Holding readHolding(StateInput in) {
    InstrumentId instrument = InstrumentId.of(in.text());
    String currency = in.text();
    boolean simulated = in.flag();
    BigDecimal quantity = Decimals.read(in);
    BigDecimal average = Decimals.read(in);
    String told = in.text();
    return new Holding(
        instrument,
        quantity,
        average,
        told.isEmpty() ? null : new BigDecimal(told),
        currency,
        simulated);
  }
}
