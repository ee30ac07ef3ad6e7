package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engines.portfolio.method.Lot;
import dev.nautilus.engines.portfolio.method.MoneyWeightedReturn;
import dev.nautilus.engines.portfolio.method.Position;
import dev.nautilus.engines.portfolio.method.TimeWeightedReturn;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param accounts by name
/// @param orders on their way through the paper broker
/// @param ended how many orders ended how
/// @param repeatedFills that came again and did not count
/// @param lateActions corporate actions that came too late to be booked
/// @param lacking why a symbol is in no target
record PortfolioView(
    Map<String, AccountView> accounts,
    List<OrderView> orders,
    Map<String, Long> ended,
    long repeatedFills,
    long lateActions,
    Map<String, String> lacking) {
  PortfolioView {
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
    orders = List.copyOf(orders);
    ended = Collections.unmodifiableMap(new TreeMap<>(ended));
    lacking = Collections.unmodifiableMap(new TreeMap<>(lacking));
  }

  /// One account; money in its currency, to the minor unit.
  ///
  /// @param value null while it is not known, see `missing`
  /// @param currencyProfit what exchange rates alone did
  /// @param timeWeightedReturn over the days that are over; null before the first
  /// @param moneyWeightedReturn a year, over the same days; null when undefined
  record AccountView(
      String currency,
      @Nullable BigDecimal value,
      @Nullable BigDecimal currencyProfit,
      String missing,
      BigDecimal paidIn,
      Map<String, BigDecimal> cash,
      Map<String, BigDecimal> realised,
      List<PositionView> positions,
      List<Account.DayClose> days,
      @Nullable Double timeWeightedReturn,
      @Nullable Double moneyWeightedReturn) {}

  /// One position; money in its currency.
  record PositionView(
      String instrument,
      BigDecimal quantity,
      @Nullable BigDecimal averagePrice,
      BigDecimal realised,
      @Nullable BigDecimal unrealised,
      @Nullable BigDecimal mark,
      String currency,
      boolean simulated,
      List<LotView> lots) {}

  /// Units that were opened together.
  ///
  /// @param cost of the sign of the quantity
  record LotView(BigDecimal quantity, BigDecimal cost, Instant since) {}

  /// One order.
  record OrderView(OrderRequest request, boolean allowed, BigDecimal filled, BigDecimal open) {}

  static PortfolioView of(
      Ledger ledger, PaperBroker broker, PriceBoard board, Map<String, String> lacking) {
    Map<String, AccountView> accounts = new TreeMap<>();
    ledger.accounts().forEach(account -> accounts.put(account.name(), show(account, board)));
    return new PortfolioView(
        accounts,
        broker.working().stream()
            .map(
                order ->
                    new OrderView(order.request(), order.isAllowed(), order.filled(), order.open()))
            .toList(),
        broker.ended(),
        ledger.repeated(),
        ledger.tooLate(),
        lacking);
  }

  private static AccountView show(Account account, PriceBoard board) {
    Valuation valuation = Valuation.of(account, board);
    String currency = account.currency();
    boolean known = valuation.isKnown();
    return new AccountView(
        currency,
        known ? MinorUnit.round(valuation.value(), currency) : null,
        known ? MinorUnit.round(valuation.currencyProfit(), currency) : null,
        valuation.missing(),
        MinorUnit.round(account.paidIn(), currency),
        rounded(account.cash()),
        rounded(account.realised()),
        account.holdings().stream().map(holding -> show(holding, board)).toList(),
        List.copyOf(account.days()),
        timeWeighted(account),
        moneyWeighted(account));
  }

  private static Map<String, BigDecimal> rounded(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> rounded = new TreeMap<>();
    amounts.forEach((unit, amount) -> rounded.put(unit, MinorUnit.round(amount, unit)));
    return Collections.unmodifiableMap(rounded);
  }

  private static PositionView show(Holding holding, PriceBoard board) {
    Position position = holding.position();
    Optional<BigDecimal> mark = board.mark(holding.instrument()).map(PriceBoard.Mark::price);
    String unit = holding.currency();
    return new PositionView(
        holding.instrument().value(),
        Ledger.shown(position.quantity()),
        position.isFlat() ? null : position.openPrice().map(Ledger::shown).orElse(null),
        MinorUnit.round(position.realised(), unit),
        mark.map(position::unrealised).map(each -> MinorUnit.round(each, unit)).orElse(null),
        mark.map(Ledger::shown).orElse(null),
        unit,
        holding.simulated(),
        position.lots().stream().map(PortfolioView::show).toList());
  }

  private static LotView show(Lot lot) {
    return new LotView(Ledger.shown(lot.quantity()), Ledger.shown(lot.worth()), lot.since());
  }

  private static @Nullable Double timeWeighted(Account account) {
    List<Account.DayClose> days = account.days();
    if (days.size() < 2) {
      return null;
    }
    TimeWeightedReturn linked = TimeWeightedReturn.from(days.getFirst().value().doubleValue());
    for (Account.DayClose day : days.subList(1, days.size())) {
      linked = linked.plus(day.paidIn().doubleValue(), day.value().doubleValue());
    }
    return Double.isNaN(linked.total()) ? null : (Double) linked.total();
  }

  private static @Nullable Double moneyWeighted(Account account) {
    List<Account.DayClose> days = account.days();
    if (days.size() < 2) {
      return null;
    }
    List<MoneyWeightedReturn.Flow> flows = new ArrayList<>();
    Account.DayClose first = days.getFirst();
    flows.add(new MoneyWeightedReturn.Flow(first.date(), -first.value().doubleValue()));
    for (Account.DayClose day : days.subList(1, days.size())) {
      flows.add(new MoneyWeightedReturn.Flow(day.date(), -day.paidIn().doubleValue()));
    }
    Account.DayClose last = days.getLast();
    flows.add(new MoneyWeightedReturn.Flow(last.date(), last.value().doubleValue()));
    OptionalDouble rate = MoneyWeightedReturn.of(flows);
    return rate.isPresent() ? (Double) rate.getAsDouble() : null;
  }
}
