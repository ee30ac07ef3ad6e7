package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.Decimals;
import dev.nautilus.engines.portfolio.method.Contract;
import dev.nautilus.engines.portfolio.method.Deal;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The books of one account: cash by currency, positions, what was earned and paid in. Amounts are
/// exact; rounding is for whoever shows them. Confined to the engine thread.
final class Account {
  private static final int MOST_DAYS = 2_000;

  private final String name;
  private final String currency;
  private final LotMethod lotMethod;
  private final Map<String, BigDecimal> cash = new TreeMap<>();
  private final Map<String, BigDecimal> realised = new TreeMap<>();
  private final Map<String, Holding> holdings = new TreeMap<>();
  private final List<DayClose> days = new ArrayList<>();
  private BigDecimal paidIn = BigDecimal.ZERO;
  private BigDecimal paidInToday = BigDecimal.ZERO;
  private BigDecimal peak = BigDecimal.ZERO;
  private boolean valued;
  private LocalDate today = LocalDate.EPOCH;

  /// A day that is over, in the account's currency.
  ///
  /// @param value at its end
  /// @param paidIn on it; negative when taken out
  record DayClose(LocalDate date, BigDecimal value, BigDecimal paidIn) {}

  Account(String name, String currency, LotMethod lotMethod) {
    this.name = name;
    this.currency = currency;
    this.lotMethod = lotMethod;
  }

  String name() {
    return name;
  }

  String currency() {
    return currency;
  }

  Map<String, BigDecimal> cash() {
    return cash;
  }

  Map<String, BigDecimal> realised() {
    return realised;
  }

  Collection<Holding> holdings() {
    return holdings.values();
  }

  List<DayClose> days() {
    return days;
  }

  BigDecimal paidIn() {
    return paidIn;
  }

  BigDecimal paidInToday() {
    return paidInToday;
  }

  LocalDate today() {
    return today;
  }

  /// Money comes in, in the account's currency; negative when it goes out.
  void payIn(BigDecimal amount) {
    cash.merge(currency, amount, BigDecimal::add);
    paidIn = paidIn.add(amount);
    paidInToday = paidInToday.add(amount);
    // Money that comes in is no gain, and money that goes out no loss.
    peak = valued ? peak.add(amount) : peak;
  }

  /// Units held of an instrument, whatever its currency.
  BigDecimal quantity(InstrumentId instrument) {
    return holdings.values().stream()
        .filter(holding -> holding.instrument().equals(instrument))
        .map(holding -> holding.position().quantity())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What a fill changed.
  ///
  /// @param steps the position after it; two when it turned
  record Booked(Holding holding, List<Position> steps) {}

  /// Books a fill.
  ///
  /// @param settlement currency of profit and commission
  /// @throws IllegalArgumentException when the contract has no worth at the price; nothing is
  ///   booked
  Booked book(Fill fill, Contract contract, String settlement) {
    String key = fill.instrument().value() + " " + settlement;
    Holding known = holdings.get(key);
    Holding holding =
        known == null
            ? new Holding(fill.instrument(), settlement, Position.flat(contract, lotMethod))
            : known;
    BigDecimal quantity = fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
    Deal deal = new Deal(quantity, fill.price(), fill.commission(), fill.executedAt());
    Position before = holding.position();
    List<Position> steps = holding.after(deal);
    BigDecimal earned = earned(before, steps);
    BigDecimal spent =
        contract.isPaidInFull() ? steps.getLast().cost().subtract(before.cost()) : BigDecimal.ZERO;
    holding.book(deal, steps.getLast(), fill.simulated());
    holdings.put(key, holding);
    cash.merge(settlement, earned.subtract(spent), BigDecimal::add);
    realised.merge(settlement, earned, BigDecimal::add);
    return new Booked(holding, steps);
  }

  /// A position that is opened begins with a profit of 0, so only what it has since counts.
  private static BigDecimal earned(Position before, List<Position> steps) {
    Position first = steps.getFirst();
    BigDecimal start = before.isFlat() ? BigDecimal.ZERO : before.realised();
    BigDecimal earned = first.realised().subtract(start);
    return steps.size() == 1 ? earned : earned.add(steps.getLast().realised());
  }

  /// A dividend on what was held; a short pays it.
  void dividend(Holding holding, BigDecimal amount) {
    holding.paid(amount);
    cash.merge(holding.currency(), amount, BigDecimal::add);
    realised.merge(holding.currency(), amount, BigDecimal::add);
  }

  /// The highest value so far, with this one.
  BigDecimal peak(BigDecimal value) {
    peak = valued ? peak.max(value) : value;
    valued = true;
    return peak;
  }

  /// Begins a day.
  void begin(LocalDate date) {
    today = date;
    paidInToday = BigDecimal.ZERO;
  }

  /// Ends a day.
  void close(BigDecimal value) {
    days.add(new DayClose(today, value, paidInToday));
    if (days.size() > MOST_DAYS) {
      days.removeFirst();
    }
  }

  void write(StateOutput out) {
    out.text(name).text(currency).text(lotMethod.name());
    Decimals.writeAll(out, cash);
    Decimals.writeAll(out, realised);
    out.all(holdings.values(), (to, each) -> each.write(to));
    out.all(
        days,
        (to, day) -> {
          to.whole(day.date().toEpochDay());
          Decimals.write(to, day.value());
          Decimals.write(to, day.paidIn());
        });
    Decimals.write(out, paidIn);
    Decimals.write(out, paidInToday);
    Decimals.write(out, peak);
    out.flag(valued).whole(today.toEpochDay());
  }

  static Account read(StateInput in) {
    Account account = new Account(in.text(), in.text(), LotMethod.valueOf(in.text()));
    account.cash.putAll(Decimals.readAll(in));
    account.realised.putAll(Decimals.readAll(in));
    for (Holding holding : in.all(Holding::read)) {
      account.holdings.put(holding.instrument().value() + " " + holding.currency(), holding);
    }
    account.days.addAll(
        in.all(
            each ->
                new DayClose(
                    LocalDate.ofEpochDay(each.whole()), Decimals.read(each), Decimals.read(each))));
    account.paidIn = Decimals.read(in);
    account.paidInToday = Decimals.read(in);
    account.peak = Decimals.read(in);
    account.valued = in.flag();
    account.today = LocalDate.ofEpochDay(in.whole());
    return account;
  }
}
