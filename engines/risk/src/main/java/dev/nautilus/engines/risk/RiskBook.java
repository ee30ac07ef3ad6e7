package dev.nautilus.engines.risk;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.risk.RiskView.AccountView;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.FlashCrashAlert;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.ToxicityAlert;
import dev.nautilus.quant.pretrade.Ruling;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the engine does with each message. Confined to the engine thread.
final class RiskBook {
  private final RiskProperties properties;
  private final Market market;
  private final Accounts accounts;
  private final OrderDesk desk;
  private final Map<String, Long> decisions = new TreeMap<>();
  private final Set<InstrumentId> toxic = new TreeSet<>();
  private Instant clock = Instant.EPOCH;
  private @Nullable RiskView view;
  private long shown;

  RiskBook(RiskProperties properties, Market market) {
    this.properties = properties;
    this.market = market;
    LimitBook limits = new LimitBook(properties, market.prices(), market.model());
    accounts = new Accounts(properties.preTrade().ordersRemembered(), limits);
    desk = new OrderDesk(properties, market);
  }

  Accounts accounts() {
    return accounts;
  }

  /// The newest tick; the epoch before the first.
  Instant clock() {
    return clock;
  }

  /// Learns days, and with the last of them measures the basket of all instruments.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    market.learn(asked, answer, outbox);
    accounts.changed();
  }

  void onPosition(Message<PositionChange> message, Outbox outbox) {
    Account account = accounts.account(message.payload().account());
    account.take(message.payload());
    accounts.review(account, message.payload().at(), outbox);
  }

  /// Measures anew when it is time.
  void onWorth(Message<PortfolioUpdate> message, Outbox outbox) {
    PortfolioUpdate worth = message.payload();
    Account account = accounts.account(worth.account());
    account.take(worth);
    if (!worth.at().isBefore(account.measuredAt().plus(properties.measures().every()))) {
      measure(account, worth, outbox);
    }
    accounts.review(account, message.payload().at(), outbox);
  }

  private void measure(Account account, PortfolioUpdate worth, Outbox outbox) {
    Exposure exposure = Exposure.of(account, market.prices());
    if (!(exposure.worth() > 0)) {
      return;
    }
    account.measured(market.measure(account.name(), exposure, worth), worth.at());
    account.metrics().forEach(metric -> outbox.emit(MessageType.RISK_METRIC, metric));
    properties
        .scenarios()
        .forEach(
            (name, moves) ->
                outbox.emit(
                    MessageType.STRESS_TEST_RESULT,
                    Stress.run(name, worth, exposure, Stress.moves(moves), worth.at())));
  }

  void onMargin(Message<MarginUpdate> message, Outbox outbox) {
    Account account = accounts.account(message.payload().account());
    account.take(message.payload());
    accounts.review(account, message.payload().at(), outbox);
  }

  void onFactors(Message<FactorCalculation> message, Outbox outbox) {
    market.model().learn(message.payload());
  }

  void onCovariance(Message<FactorCovariance> message, Outbox outbox) {
    market.model().learn(message.payload());
  }

  void onToxicity(Message<Toxicity> message, Outbox outbox) {
    toxic(message.payload().instrument(), message.payload().regime() == Toxicity.Regime.TOXIC);
  }

  void onToxicityAlert(Message<ToxicityAlert> message, Outbox outbox) {
    toxic(
        message.payload().instrument(), message.payload().change() == ToxicityAlert.Change.ENTERED);
  }

  private void toxic(InstrumentId symbol, boolean isToxic) {
    if (isToxic) {
      toxic.add(symbol);
    } else {
      toxic.remove(symbol);
    }
  }

  void onBar(Message<Bar> message, Outbox outbox) {
    market.take(message.payload()).ifPresent(alert -> flash(alert, outbox));
  }

  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    market.take(message.payload()).ifPresent(alert -> flash(alert, outbox));
  }

  /// A price went too far too fast: everything stops until somebody resumes it.
  private void flash(FlashCrashAlert alert, Outbox outbox) {
    outbox.emit(MessageType.FLASH_CRASH_ALERT, alert, Priority.FLASH_CRASH);
    outbox.emit(
        MessageType.RISK_ALERT,
        new RiskAlert(
            "FLASH_CRASH",
            alert.threshold(),
            OptionalDouble.of(Math.abs(alert.move())),
            "",
            alert.instrument(),
            "the price went from %s to %s".formatted(alert.from(), alert.to()),
            alert.simulated()),
        Priority.FLASH_CRASH);
    accounts.halt(
        new RiskState(
            Accounts.EVERYONE,
            RiskState.Mode.HALTED,
            "flash crash in " + alert.instrument(),
            false,
            alert.at(),
            alert.simulated()),
        outbox);
  }

  /// Answers an order request, and remembers what it approved.
  void onOrder(Message<OrderRequest> message, Outbox outbox) {
    OrderRequest request = message.payload();
    Instant at = message.envelope().sentAt();
    Account account = accounts.forOrder(request.account());
    accounts.changed();
    RiskState.Mode mode = LimitBook.mode(account, accounts.everyone());
    OrderDesk.Rules rules = new OrderDesk.Rules(accounts.limits().limits(), toxic, clock, mode);
    Ruling ruling = desk.decide(request, account, at, rules);
    if (!ruling.rule().equals("DUPLICATE")) {
      account.orders().note(request.clientOrderId(), at);
    }
    if (ruling.isAllowed()) {
      boolean buys = request.side() == Side.BUY;
      account.orders().approve(request, buys ? ruling.quantity() : ruling.quantity().negate(), at);
    }
    decisions.merge(ruling.rule().isEmpty() ? "ALLOW" : ruling.rule(), 1L, Long::sum);
    outbox.emit(
        MessageType.ORDER_DECISION,
        new OrderDecision(
            request.clientOrderId(),
            request.account(),
            request.instrument(),
            OrderDecision.Verdict.valueOf(ruling.verdict().name()),
            ruling.quantity(),
            ruling.rule(),
            ruling.detail(),
            clock.isAfter(at) ? clock : at));
  }

  /// Hears what was decided, its own answers too, in the order in which everybody hears them.
  void onDecision(Message<OrderDecision> message, Outbox outbox) {
    OrderDecision decision = message.payload();
    accounts.forOrder(decision.account()).orders().heard(decision);
  }

  /// Keeps the time by which orders are too late.
  void onTime(Instant now, Outbox outbox) {
    clock = now;
  }

  void write(StateOutput out) {
    market.write(out);
    accounts.write(out);
    out.all(decisions.entrySet(), (to, each) -> to.text(each.getKey()).whole(each.getValue()));
    out.all(toxic, (to, symbol) -> to.text(symbol.value())).instant(clock);
  }

  void read(StateInput in) {
    market.read(in);
    accounts.read(in);
    decisions.clear();
    in.all(each -> decisions.put(each.text(), each.whole()) == null);
    toxic.clear();
    in.all(each -> toxic.add(InstrumentId.of(each.text())));
    clock = in.instant();
  }

  /// What the layout of the state depends on.
  String shape() {
    return "%d symbols (%08x), %d days"
        .formatted(
            properties.symbols().size(),
            properties.symbols().toString().hashCode(),
            properties.measures().historyDays());
  }

  /// The state as of now.
  RiskView view() {
    RiskView current = view;
    if (current == null || shown != accounts.changes()) {
      Map<String, AccountView> each = new TreeMap<>();
      accounts.all().forEach(account -> each.put(account.name(), AccountView.of(account)));
      market.basket().ifPresent(basket -> each.put(Market.BASKET, basket));
      current =
          new RiskView(
              accounts.everyone(),
              accounts.halted(),
              market.days(),
              accounts.limits().limits(),
              decisions,
              each);
      view = current;
      shown = accounts.changes();
    }
    return current;
  }
}
