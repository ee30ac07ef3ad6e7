package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PriceUpdate;
import dev.nautilus.message.Quote;
import dev.nautilus.message.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything the engine knows: prices, books, orders on their way, daily closes. Confined to the
/// engine thread.
final class PortfolioBook {
  private static final int DAYS_ASKED_AGAIN = 5;

  private final PortfolioProperties properties;
  private final PriceBoard board;
  private final Ledger ledger;
  private final PaperBroker broker;
  private final CorporateCalendar calendar = new CorporateCalendar();
  private final FactorRisk factorRisk = new FactorRisk();
  private final CloseTable closes;
  private final Targets targets;
  private final List<Backfill> backfills = new ArrayList<>();
  private boolean learned;
  private LocalDate told = LocalDate.EPOCH;
  private @Nullable PortfolioView view;

  PortfolioBook(PortfolioProperties properties) {
    this.properties = properties;
    board = new PriceBoard(properties.ratesByCurrency());
    ledger = new Ledger(properties, board);
    broker = new PaperBroker(properties, board);
    closes = new CloseTable(properties.symbols(), properties.optimiser().covWindow());
    targets = new Targets(properties.optimiser(), ledger, board);
    for (InstrumentId symbol : properties.symbols()) {
      backfills.add(days(symbol));
    }
  }

  /// Twice the window: days on which too few others traded do not count.
  private Backfill days(InstrumentId symbol) {
    return Backfill.bars(symbol, BarSpec.DAY, 2 * properties.optimiser().covWindow() + 2);
  }

  List<Backfill> backfills() {
    return backfills;
  }

  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Backfill.completeBars(answer).forEach(this::learn);
    if (asked.equals(backfills.getLast()) && told.equals(LocalDate.EPOCH)) {
      tellTargets(outbox);
    }
  }

  private void learn(Bar bar) {
    board.learn(bar);
    learned |= closes.learn(bar);
    view = null;
  }

  void onBar(Message<Bar> message, Outbox outbox) {
    if (message.payload().complete()) {
      learn(message.payload());
    }
  }

  void onQuote(Message<Quote> message, Outbox outbox) {
    if (board.learn(message.payload())) {
      moved(message.payload().instrument(), outbox);
    }
  }

  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    if (board.learn(message.payload())) {
      moved(message.payload().instrument(), outbox);
    }
  }

  private void moved(InstrumentId instrument, Outbox outbox) {
    view = null;
    broker.onTouch(instrument, ledger::quantity).forEach(fill -> say(fill, outbox));
  }

  /// A fill of our own broker: told and booked in one go, so that it can be neither without the
  /// other.
  private void say(Fill fill, Outbox outbox) {
    outbox.emit(MessageType.FILL, fill);
    ledger.book(fill, outbox);
    view = null;
  }

  void onFill(Message<Fill> message, Outbox outbox) {
    // What our own broker did comes back over the bus; it was booked when it was said.
    if (!ledger.book(message.payload(), outbox) && !isOwn(message)) {
      ledger.countRepeated();
    }
    view = null;
  }

  private static boolean isOwn(Message<?> message) {
    return message.envelope().sender().equals(EngineType.PORTFOLIO);
  }

  void onOrder(Message<OrderRequest> message, Outbox outbox) {
    broker.onRequest(message.payload(), ledger::quantity).ifPresent(fill -> say(fill, outbox));
    view = null;
  }

  void onDecision(Message<OrderDecision> message, Outbox outbox) {
    broker.onDecision(message.payload(), ledger::quantity).ifPresent(fill -> say(fill, outbox));
    view = null;
  }

  void onRiskState(Message<RiskState> message, Outbox outbox) {
    broker.onRiskState(message.payload());
    view = null;
  }

  void onAction(Message<CorporateAction> message, Outbox outbox) {
    CorporateAction action = message.payload();
    calendar.learn(action);
    settleActions(action.provenance().receivedAt(), outbox);
  }

  private void settleActions(Instant now, Outbox outbox) {
    for (CorporateAction due : calendar.due(now)) {
      ledger.book(due, now, outbox);
      boolean split = due.kind() == CorporateAction.Kind.SPLIT;
      boolean counts = Holding.remembers(CorporateCalendar.exInstant(due), now);
      if (split && counts && closes.follows(due.instrument())) {
        closes.forget(due.instrument());
        outbox.ask(days(due.instrument()));
      }
      view = null;
    }
  }

  void onFactors(Message<FactorCalculation> message, Outbox outbox) {
    factorRisk.learn(message.payload());
  }

  void onFactorRisk(Message<FactorCovariance> message, Outbox outbox) {
    factorRisk.learn(message.payload());
  }

  /// Values every account and says at which prices, ends days, gives up orders, and tells targets
  /// once a day is complete.
  void onTime(Instant now, Outbox outbox) {
    broker.onTime(now);
    settleActions(now, outbox);
    for (Account account : ledger.accounts()) {
      ledger.begin(account, now);
      ledger.tellValue(account, now, outbox);
    }
    tellMarks(now, outbox);
    if (learned) {
      tellTargets(outbox);
    }
    view = null;
  }

  /// What the value of each instrument held rests on.
  private void tellMarks(Instant now, Outbox outbox) {
    for (InstrumentId each : ledger.held()) {
      board
          .mark(each)
          .ifPresent(
              mark ->
                  outbox.emit(
                      MessageType.PRICE_UPDATE,
                      new PriceUpdate(each, mark.price().doubleValue(), now)));
    }
  }

  /// Asks for the newest days again: one that was missed is found so.
  void onAsking(Instant now, Outbox outbox) {
    Backfill one = Backfill.bars(properties.symbols().getFirst(), BarSpec.DAY, DAYS_ASKED_AGAIN);
    outbox.ask(
        new Backfill(
            properties.symbols(),
            List.of(MessageType.BAR),
            BarSpec.DAY,
            one.reach(),
            DAYS_ASKED_AGAIN));
  }

  private void tellTargets(Outbox outbox) {
    CloseTable.History history = closes.history();
    learned = false;
    if (history.isReady() && history.date().isAfter(told)) {
      told = history.date();
      targets.tellAll(history, outbox);
    }
  }

  /// What a search for weights rests on. For the engine thread; the search itself may run
  /// elsewhere.
  CloseTable.History history() {
    return closes.history();
  }

  FactorRisk factorRisk() {
    return factorRisk;
  }

  Ledger ledger() {
    return ledger;
  }

  Targets targets() {
    return targets;
  }

  /// Books what a person entered.
  ///
  /// @return false when a fill of that id counted already
  boolean enter(Fill fill, Outbox outbox) {
    if (ledger.knows(fill.fillId())) {
      return false;
    }
    say(fill, outbox);
    return true;
  }

  void payIn(Account account, BigDecimal amount, Instant at, Outbox outbox) {
    ledger.payIn(account, amount, at, outbox);
    view = null;
  }

  PortfolioView view() {
    PortfolioView current = view;
    if (current == null) {
      current = PortfolioView.of(ledger, broker, board, closes.history().lacking());
      view = current;
    }
    return current;
  }

  /// What the layout of the state depends on: which days are kept, of whom.
  String shape() {
    String symbols =
        properties.symbols().stream().map(InstrumentId::value).collect(Collectors.joining(","));
    return "%d symbols (%08x), %d days"
        .formatted(
            properties.symbols().size(), symbols.hashCode(), properties.optimiser().covWindow());
  }

  void write(StateOutput out) {
    board.write(out);
    ledger.write(out);
    broker.write(out);
    calendar.write(out);
    factorRisk.write(out);
    closes.write(out);
    out.flag(learned).whole(told.toEpochDay());
  }

  void read(StateInput in) {
    board.read(in);
    ledger.read(in);
    broker.read(in);
    calendar.read(in);
    factorRisk.read(in);
    closes.read(in);
    learned = in.flag();
    told = LocalDate.ofEpochDay(in.whole());
    view = null;
  }
}
