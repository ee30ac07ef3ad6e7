package dev.nautilus.engines.analytics;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: who did how well, and which orders are on their way. Confined to
/// the engine thread.
final class AnalyticsBook {
  private static final int KNOWN_FILLS = 8_192;
  private static final int REFRESHED_DAYS = 10;

  private final AnalyticsProperties properties;
  private final Map<String, Subject> accounts = new TreeMap<>();
  private final Map<String, Subject> strategies = new TreeMap<>();
  private final Map<InstrumentId, Subject> instruments = new LinkedHashMap<>();
  private final TreeMap<LocalDate, Double> benchmark = new TreeMap<>();
  private final Map<String, BacktestComplete> runs = new LinkedHashMap<>();
  private final Set<String> fills = new LinkedHashSet<>();
  private final OrderCosts orders;
  private long repeated;
  private @Nullable AnalyticsView view;

  AnalyticsBook(AnalyticsProperties properties) {
    this.properties = properties;
    for (InstrumentId each : properties.followed()) {
      instruments.put(each, new Subject(Subject.Kind.INSTRUMENT, each.value(), properties.rule()));
    }
    orders = new OrderCosts(Set.copyOf(instruments.keySet()), properties.keptOrders());
  }

  /// Daily bars of each instrument, the benchmark's first.
  List<Backfill> backfills() {
    return backfills(properties.historyDays());
  }

  private List<Backfill> backfills(int days) {
    List<Backfill> backfills = new ArrayList<>();
    instruments.keySet().forEach(each -> backfills.add(Backfill.bars(each, BarSpec.DAY, days)));
    return List.copyOf(backfills);
  }

  /// Learns days and says the statistics up to the newest.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Set<InstrumentId> touched = new TreeSet<>();
    Backfill.completeBars(answer)
        .filter(bar -> bar.spec().equals(BarSpec.DAY))
        .forEach(
            bar -> {
              if (learn(bar)) {
                touched.add(bar.instrument());
              }
            });
    touched.forEach(each -> learned(each, outbox));
  }

  private boolean learn(Bar bar) {
    Subject instrument = instruments.get(bar.instrument());
    return instrument != null && instrument.learn(bar);
  }

  private void learned(InstrumentId id, Outbox outbox) {
    Subject instrument = instruments.get(id);
    if (instrument == null) {
      return;
    }
    if (id.equals(properties.benchmark())) {
      instrument.record().into(benchmark);
      accounts.values().forEach(each -> each.pair(benchmark));
      instruments.values().forEach(each -> each.pair(benchmark));
    }
    instrument.pair(benchmark);
    say(instrument, outbox);
  }

  private void say(Subject subject, Outbox outbox) {
    view = null;
    subject
        .sheet(benchmark)
        .windows()
        .values()
        .forEach(each -> outbox.emit(MessageType.ANALYTICS_RESULT, each));
  }

  /// Follows an account's value; says its statistics when a day is over.
  void onPortfolio(Message<PortfolioUpdate> message, Outbox outbox) {
    Subject account = account(message.payload().account());
    if (account.follow(message.payload())) {
      account.pair(benchmark);
      say(account, outbox);
    }
    view = null;
  }

  private Subject account(String name) {
    return accounts.computeIfAbsent(
        name, _ -> new Subject(Subject.Kind.ACCOUNT, name, properties.rule()));
  }

  /// Notes what a strategy wants, at what price.
  void onRequest(Message<OrderRequest> message, Outbox outbox) {
    say(orders.request(message.payload(), message.envelope().sentAt()), outbox);
  }

  /// Notes what risk made of it.
  void onDecision(Message<OrderDecision> message, Outbox outbox) {
    orders.decide(message.payload());
    view = null;
  }

  /// Books an execution; says the statistics of whoever ended a round trip with it. The same fill
  /// counts once.
  void onFill(Message<Fill> message, Outbox outbox) {
    Fill fill = message.payload();
    view = null;
    if (!fills.add(fill.fillId())) {
      repeated++;
      return;
    }
    if (fills.size() > KNOWN_FILLS) {
      fills.remove(fills.iterator().next());
    }
    String strategy = orders.strategy(fill);
    say(orders.fill(fill), outbox);
    book(account(fill.account()), fill, outbox);
    if (!strategy.isEmpty()) {
      Subject of =
          strategies.computeIfAbsent(
              strategy, _ -> new Subject(Subject.Kind.STRATEGY, strategy, properties.rule()));
      book(of, fill, outbox);
    }
  }

  private void book(Subject subject, Fill fill, Outbox outbox) {
    if (subject.trips().book(fill) > 0) {
      subject.touch();
      outbox.emit(MessageType.ANALYTICS_RESULT, Statistics.result(subject, Window.ALL, benchmark));
    }
  }

  private void say(List<AnalyticsResult> costs, Outbox outbox) {
    view = null;
    costs.forEach(each -> outbox.emit(MessageType.ANALYTICS_RESULT, each));
  }

  /// Takes in a complete bar: a day for the instrument's statistics, a minute for the orders in it.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (!instruments.containsKey(bar.instrument())
        || !bar.complete()
        || bar.origin() != properties.barOrigin()) {
      return;
    }
    if (bar.spec().equals(BarSpec.DAY)) {
      if (learn(bar)) {
        learned(bar.instrument(), outbox);
      }
    } else if (bar.spec().equals(BarSpec.MINUTE)) {
      accounts.values().forEach(each -> each.trips().see(bar));
      strategies.values().forEach(each -> each.trips().see(bar));
      say(orders.see(bar), outbox);
    }
  }

  /// Keeps attributions; statistics on this type are our own.
  void onResult(Message<AnalyticsResult> message, Outbox outbox) {
    AnalyticsResult result = message.payload();
    if (result.kind() == AnalyticsResult.Kind.ATTRIBUTION) {
      account(result.subject()).attribution(result);
      view = null;
    }
  }

  /// Keeps what a back-test came to.
  void onBacktest(Message<BacktestComplete> message, Outbox outbox) {
    runs.remove(message.payload().runId());
    runs.put(message.payload().runId(), message.payload());
    if (runs.size() > properties.keptRuns()) {
      runs.remove(runs.keySet().iterator().next());
    }
    view = null;
  }

  /// Asks for days that no live bar has brought.
  void onTime(Instant now, Outbox outbox) {
    backfills(REFRESHED_DAYS).forEach(outbox::ask);
  }

  /// What the layout of the state depends on: who is followed, against what.
  String shape() {
    return "%d instruments (%08x) against %s, %s"
        .formatted(
            instruments.size(),
            instruments.keySet().toString().hashCode(),
            properties.benchmark(),
            properties.rule());
  }

  void write(StateOutput out) {
    instruments.values().forEach(each -> each.write(out));
    writeNamed(out, accounts);
    writeNamed(out, strategies);
    orders.write(out);
    out.all(runs.values(), (to, each) -> to.payload(MessageType.BACKTEST_COMPLETE, each));
    out.all(fills, StateOutput::text).whole(repeated);
  }

  private static void writeNamed(StateOutput out, Map<String, Subject> subjects) {
    out.all(
        subjects.values(),
        (to, each) -> {
          to.text(each.name());
          each.write(to);
        });
  }

  void read(StateInput in) {
    instruments.values().forEach(each -> each.read(in));
    readNamed(in, Subject.Kind.ACCOUNT, accounts);
    readNamed(in, Subject.Kind.STRATEGY, strategies);
    orders.read(in);
    runs.clear();
    in.all(each -> each.payload(MessageType.BACKTEST_COMPLETE))
        .forEach(each -> runs.put(each.runId(), each));
    fills.clear();
    fills.addAll(in.all(StateInput::text));
    repeated = in.whole();
    benchmark.clear();
    instruments.values().stream().findFirst().ifPresent(each -> each.record().into(benchmark));
    instruments.values().forEach(each -> each.pair(benchmark));
    accounts.values().forEach(each -> each.pair(benchmark));
    view = null;
  }

  private void readNamed(StateInput in, Subject.Kind kind, Map<String, Subject> into) {
    into.clear();
    in.all(
        each -> {
          Subject subject = new Subject(kind, each.text(), properties.rule());
          subject.read(each);
          return into.put(subject.name(), subject);
        });
  }

  /// The state as of now.
  AnalyticsView view() {
    AnalyticsView current = view;
    if (current == null) {
      Map<String, AnalyticsView.Sheet> symbols = new TreeMap<>();
      instruments.forEach((symbol, each) -> symbols.put(symbol.value(), each.sheet(benchmark)));
      current =
          new AnalyticsView(
              sheets(accounts),
              sheets(strategies),
              symbols,
              runs,
              orders.done(),
              orders.working(),
              repeated);
      view = current;
    }
    return current;
  }

  private Map<String, AnalyticsView.Sheet> sheets(Map<String, Subject> subjects) {
    Map<String, AnalyticsView.Sheet> sheets = new TreeMap<>();
    subjects.forEach((name, each) -> sheets.put(name, each.sheet(benchmark)));
    return sheets;
  }
}
