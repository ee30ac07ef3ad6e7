package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engine.book.RecentIds;
import dev.nautilus.engines.portfolio.PortfolioProperties.AccountSetting;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.TradeExecution;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All accounts, and what fills and corporate actions make of them. Says what changed as it books.
/// Confined to the engine thread.
final class Ledger {
  private static final int PRICE_DIGITS = 10;

  private final PriceBoard board;
  private final Commission contracts;
  private final String currency;
  private final Map<String, Account> accounts = new TreeMap<>();
  private final RecentIds booked;
  private long repeated;
  private long tooLate;

  Ledger(PortfolioProperties properties, PriceBoard board) {
    this.board = board;
    contracts = new Commission(properties.paper(), properties.contractsBySymbol());
    currency = properties.currency();
    booked = new RecentIds(properties.keptIds());
    for (AccountSetting setting : properties.accounts()) {
      Account account = new Account(setting.name(), setting.currency(), setting.lotMethod());
      account.payIn(setting.cash());
      accounts.put(setting.name(), account);
    }
  }

  Collection<Account> accounts() {
    return accounts.values();
  }

  @Nullable Account find(String name) {
    return accounts.get(name);
  }

  long repeated() {
    return repeated;
  }

  /// A fill came again from someone else.
  void countRepeated() {
    repeated++;
  }

  /// Whether a fill of that id is booked.
  boolean knows(String fillId) {
    return booked.contains(fillId);
  }

  long tooLate() {
    return tooLate;
  }

  /// Instruments that any account holds.
  Set<InstrumentId> held() {
    Set<InstrumentId> held = new TreeSet<>();
    for (Account account : accounts.values()) {
      for (Holding each : account.holdings()) {
        if (!each.position().isFlat()) {
          held.add(each.instrument());
        }
      }
    }
    return held;
  }

  BigDecimal quantity(String account, InstrumentId instrument) {
    Account known = accounts.get(account);
    return known == null ? BigDecimal.ZERO : known.quantity(instrument);
  }

  /// Books a fill, once; a fill of an account that nobody named opens one.
  ///
  /// @return whether it was new
  /// @throws IllegalArgumentException when the contract has no worth at the price; nothing is
  ///   booked
  boolean book(Fill fill, Outbox outbox) {
    if (booked.contains(fill.fillId())) {
      return false;
    }
    Account known = accounts.get(fill.account());
    Account account =
        known == null ? new Account(fill.account(), currency, LotMethod.AVERAGE) : known;
    begin(account, fill.executedAt());
    Account.Booked result =
        account.book(
            fill,
            contracts.contract(fill.instrument()),
            contracts.settlement(fill.instrument(), fill.currency()));
    accounts.put(account.name(), account);
    booked.add(fill.fillId());
    outbox.emit(
        MessageType.TRADE_EXECUTION,
        new TradeExecution(
            fill.instrument(),
            fill.fillId(),
            fill.side(),
            fill.quantity(),
            fill.price(),
            fill.executedAt(),
            fill.simulated()));
    for (Position step : result.steps()) {
      outbox.emit(
          MessageType.POSITION_CHANGE,
          change(account, result.holding(), step, fill.fillId(), fill.executedAt()));
    }
    tellValue(account, fill.executedAt(), outbox);
    return true;
  }

  private PositionChange change(
      Account account, Holding holding, Position step, @Nullable String fillId, Instant at) {
    String unit = holding.currency();
    Optional<PriceBoard.Mark> mark = board.mark(holding.instrument());
    Optional<BigDecimal> price = mark.map(PriceBoard.Mark::price);
    boolean flat = step.isFlat();
    return new PositionChange(
        account.name(),
        holding.instrument(),
        shown(step.quantity()),
        flat ? null : step.openPrice().map(Ledger::shown).orElse(null),
        MinorUnit.round(step.realised(), unit),
        price.map(step::unrealised).map(each -> MinorUnit.round(each, unit)).orElse(null),
        price.map(Ledger::shown).orElse(null),
        unit,
        fillId,
        at,
        holding.simulated() || mark.map(PriceBoard.Mark::simulated).orElse(false));
  }

  /// As many digits as say something.
  static BigDecimal shown(BigDecimal number) {
    BigDecimal rounded =
        number.scale() > PRICE_DIGITS
            ? number.setScale(PRICE_DIGITS, RoundingMode.HALF_EVEN)
            : number;
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /// Says what an account is worth; nothing while that is not known.
  void tellValue(Account account, Instant at, Outbox outbox) {
    Valuation valuation = Valuation.of(account, board);
    if (valuation.isKnown()) {
      outbox.emit(MessageType.PORTFOLIO_UPDATE, valuation.message(account, at));
    }
  }

  /// Ends the account's day when a later one has begun.
  void begin(Account account, Instant now) {
    LocalDate date = now.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!date.isAfter(account.today())) {
      return;
    }
    Valuation valuation = Valuation.of(account, board);
    if (valuation.isKnown() && !account.today().equals(LocalDate.EPOCH)) {
      account.close(MinorUnit.round(valuation.value(), account.currency()));
    }
    account.begin(date);
  }

  /// Money comes into an account, or goes out.
  void payIn(Account account, BigDecimal amount, Instant at, Outbox outbox) {
    account.payIn(amount);
    tellValue(account, at, outbox);
  }

  /// Books a split or a dividend for what was held before its ex-date.
  void book(CorporateAction action, Instant now, Outbox outbox) {
    Instant ex = CorporateCalendar.exInstant(action);
    if (!Holding.remembers(ex, now)) {
      tooLate++;
      return;
    }
    for (Account account : accounts.values()) {
      for (Holding holding : List.copyOf(account.holdings())) {
        BigDecimal held = holding.heldBefore(ex);
        if (holding.instrument().equals(action.instrument()) && held.signum() != 0) {
          book(action, account, holding, held);
          outbox.emit(
              MessageType.POSITION_CHANGE, change(account, holding, holding.position(), null, now));
          tellValue(account, now, outbox);
        }
      }
    }
  }

  private void book(CorporateAction action, Account account, Holding holding, BigDecimal held) {
    BigDecimal amount = BigDecimal.valueOf(action.amount());
    if (action.kind() == CorporateAction.Kind.SPLIT) {
      holding.split(amount, CorporateCalendar.exInstant(action));
    } else {
      account.dividend(holding, MinorUnit.round(held.multiply(amount), holding.currency()));
    }
  }

  void write(StateOutput out) {
    out.all(accounts.values(), (to, each) -> each.write(to));
    booked.write(out);
    out.whole(repeated).whole(tooLate);
  }

  void read(StateInput in) {
    List<Account> kept = in.all(Account::read);
    accounts.clear();
    kept.forEach(account -> accounts.put(account.name(), account));
    booked.read(in);
    repeated = in.whole();
    tooLate = in.whole();
  }
}
