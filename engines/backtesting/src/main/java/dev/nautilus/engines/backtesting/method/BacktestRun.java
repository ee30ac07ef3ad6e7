package dev.nautilus.engines.backtesting.method;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One replay, as far as it is: takes bars one by one, so that whoever runs it decides how many at
/// a time. The same bars, rule and configuration give the same result, to the bit.
///
/// Of each bar first the orders placed before it execute, at its open at the earliest; then it can
/// be seen, at its close; then the rule decides.
public final class BacktestRun {
  private static final double NANOS_PER_YEAR = 365.0 * 86_400e9;

  private final Setup setup;
  private final ReplayFeed feed;
  private final Market market;
  private final Ledger ledger;
  private final Broker broker;
  private final Desk desk;
  private final EquityCurve equity = new EquityCurve();
  private final List<Split> splits;
  private @Nullable ReplayBar last;
  private long events;
  private int firstDecision = -1;
  private boolean done;

  /// What happens to an open position when the last bar is over.
  public enum Ending {
    /// It is closed at the last close.
    CLOSE,
    /// It is closed at the last bar's open, as backtesting.py does.
    OPEN,
    /// It stays open.
    KEEP
  }

  /// One share becomes so many on a day; what was seen before stays as it was.
  ///
  /// @param exNanos first instant of the day
  /// @param factor shares for each old one, more than 0
  public record Split(int instrument, long exNanos, BigDecimal factor) {
    public Split {
      if (factor.signum() <= 0) {
        throw new IllegalArgumentException("factor must be more than 0, was " + factor);
      }
    }
  }

  /// How a run goes.
  ///
  /// @param instruments how many, 1 or more
  /// @param cash to begin with, more than 0
  /// @param splits in the order of their days
  public record Setup(
      int instruments,
      BigDecimal cash,
      Costs costs,
      TradingRule rule,
      Ending ending,
      List<Split> splits) {
    public Setup {
      splits = List.copyOf(splits);
      if (cash.signum() <= 0) {
        throw new IllegalArgumentException("cash must be more than 0, was " + cash);
      }
    }
  }

  /// A run that has not begun.
  public BacktestRun(Setup setup, ReplayFeed feed) {
    this.setup = setup;
    this.feed = feed;
    market = new Market(setup.instruments, setup.rule.lookback() + 1);
    ledger = new Ledger(setup.instruments, setup.cash);
    broker = new Broker(setup.costs, ledger);
    desk = new Desk(broker, ledger, market, setup.costs.latencyNanos());
    splits = new ArrayList<>(setup.splits);
  }

  /// Replays up to so many bars.
  ///
  /// @return whether there may be more
  /// @throws LookAheadException when the rule looks ahead; the run is over then
  /// @throws IllegalArgumentException when the feed gives what is no bar, or out of order
  public boolean advance(int bars) {
    for (int i = 0; i < bars && !done; i++) {
      ReplayBar bar = feed.next();
      if (bar == null) {
        finish();
      } else {
        replay(bar);
      }
    }
    return !done;
  }

  private void replay(ReplayBar bar) {
    int instrument = bar.instrument();
    while (!splits.isEmpty() && splits.getFirst().exNanos <= bar.openNanos()) {
      Split split = splits.removeFirst();
      ledger.split(split.instrument, split.factor);
      broker.split(split.instrument, split.factor.doubleValue());
    }
    carry(bar);
    broker.trade(bar, market.seen(instrument));
    market.show(bar);
    ledger.mark(instrument, bar.close());
    equity.add(bar, ledger.equity());
    events++;
    last = bar;
    if (market.seen(instrument) >= setup.rule.lookback()) {
      firstDecision = firstDecision < 0 ? equity.size() - 1 : firstDecision;
      setup.rule.onBar(market, desk, instrument);
    }
  }

  /// What borrowed shares and borrowed money cost since the last bar.
  private void carry(ReplayBar bar) {
    Costs costs = setup.costs;
    if (last == null || (costs.borrowRate() == 0 && costs.fundingRate() == 0)) {
      return;
    }
    double years = (bar.closeNanos() - last.closeNanos()) / NANOS_PER_YEAR;
    double owed =
        years
            * (costs.borrowRate() * ledger.shortValue()
                + costs.fundingRate() * Math.max(0, -ledger.cash().doubleValue()));
    if (owed > 0) {
      ledger.change(BigDecimal.valueOf(-owed));
    }
  }

  private void finish() {
    done = true;
    ReplayBar bar = last;
    if (bar == null || setup.ending == Ending.KEEP) {
      return;
    }
    for (int i = 0; i < setup.instruments; i++) {
      double held = ledger.position(i);
      if (held != 0 && market.seen(i) > 0) {
        ReplayBar end = market.bar(i, 0);
        double price = setup.ending == Ending.OPEN ? end.open() : end.close();
        double units = Math.abs(held);
        ledger.book(
            new Ledger.Execution(
                i,
                BigDecimal.valueOf(-held),
                BigDecimal.valueOf(price),
                BigDecimal.valueOf(setup.costs.commission().upTo(units, units * Math.abs(price))),
                market.seen(i) - 1,
                end.openNanos()));
      }
    }
    equity.correctLast(ledger.equity());
  }

  /// Bars replayed.
  public long events() {
    return events;
  }

  /// The run's clock; the smallest long before the first bar.
  public long now() {
    return market.now();
  }

  /// Worth at present.
  public double worth() {
    return ledger.equity();
  }

  /// Its books.
  public Ledger ledger() {
    return ledger;
  }

  /// Its worth, close by close.
  public EquityCurve equity() {
    return equity;
  }

  /// Index of the first close on which the rule decided; -1 while none.
  public int firstDecision() {
    return firstDecision;
  }
}
