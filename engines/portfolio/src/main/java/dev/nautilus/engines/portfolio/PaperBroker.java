package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.PriceBoard;
import dev.nautilus.engine.book.RecentIds;
import dev.nautilus.engine.book.Touch;
import dev.nautilus.engines.portfolio.PortfolioProperties.PaperSetting;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Executes what risk has allowed, on paper, at the quotes that are heard: a market order at the
/// far side, a limit when the far side reaches it, a stop once the far side touches it. Nothing is
/// executed that risk has not answered, twice, after it has expired, or beyond what reduces a
/// position when it may only do that. Confined to the engine thread.
final class PaperBroker {
  /// Decisions that may wait for their request.
  private static final int EARLY = 1_000;

  private final PaperSetting setting;
  private final PriceBoard board;
  private final Commission commission;
  private final Map<String, WorkingOrder> orders = new LinkedHashMap<>();
  private final Map<String, OrderDecision> early = new LinkedHashMap<>();
  private final Map<String, RiskState> states = new TreeMap<>();
  private final Map<String, Long> ended = new TreeMap<>();
  private final RecentIds known;

  /// Units that an account holds.
  @FunctionalInterface
  interface Held {
    BigDecimal of(String account, InstrumentId instrument);
  }

  PaperBroker(PortfolioProperties properties, PriceBoard board) {
    setting = properties.paper();
    this.board = board;
    commission = new Commission(setting, properties.contractsBySymbol());
    known = new RecentIds(properties.keptIds());
  }

  /// Takes an order; it waits for risk.
  Optional<Fill> onRequest(OrderRequest request, Held held) {
    if (!known.add(request.clientOrderId())) {
      count("order repeated");
      return Optional.empty();
    }
    orders.put(request.clientOrderId(), new WorkingOrder(request));
    OrderDecision decision = early.remove(request.clientOrderId());
    return decision == null ? Optional.empty() : onDecision(decision, held);
  }

  /// Risk has answered.
  Optional<Fill> onDecision(OrderDecision decision, Held held) {
    WorkingOrder order = orders.get(decision.clientOrderId());
    if (order == null) {
      if (!known.contains(decision.clientOrderId()) && early.size() < EARLY) {
        early.putIfAbsent(decision.clientOrderId(), decision);
      }
      return Optional.empty();
    }
    if (order.isAllowed()) {
      count("decision repeated");
      return Optional.empty();
    }
    if (decision.verdict() == OrderDecision.Verdict.DENY) {
      end(order, "denied");
      return Optional.empty();
    }
    order.allow(decision.quantity().min(order.request().quantity()), decision.decidedAt());
    return decided(order, held);
  }

  private Optional<Fill> decided(WorkingOrder order, Held held) {
    OrderRequest request = order.request();
    if (isStopped(order)) {
      end(order, "cancelled: risk allows reductions only");
      return Optional.empty();
    }
    if (isOver(order, order.decidedAt())) {
      end(order, "expired");
      return Optional.empty();
    }
    Touch touch = board.touch(request.instrument());
    Optional<Fill> fill =
        touch != null && isFresh(touch, order)
            ? execute(order, touch, order.decidedAt(), held)
            : Optional.empty();
    boolean atOnce =
        request.timeInForce() == OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL
            || request.timeInForce() == OrderRequest.TimeInForce.FILL_OR_KILL;
    if (atOnce && orders.containsKey(request.clientOrderId())) {
      end(order, "cancelled: not filled at once");
    }
    return fill;
  }

  private boolean isFresh(Touch touch, WorkingOrder order) {
    return !touch.receivedAt().plus(setting.freshQuote()).isBefore(order.decidedAt());
  }

  /// A newer quote: whatever can be executed at it.
  List<Fill> onTouch(InstrumentId instrument, Held held) {
    if (orders.isEmpty()) {
      return List.of();
    }
    Touch touch = board.touch(instrument);
    List<Fill> fills = new ArrayList<>();
    for (WorkingOrder order : List.copyOf(orders.values())) {
      if (touch != null && order.isAllowed() && order.request().instrument().equals(instrument)) {
        if (isOver(order, touch.receivedAt())) {
          end(order, "expired");
        } else {
          execute(order, touch, touch.receivedAt(), held).ifPresent(fills::add);
        }
      }
    }
    return fills;
  }

  /// What an account may do has changed: orders that could make a position larger are taken back.
  void onRiskState(RiskState state) {
    states.put(state.account(), state);
    for (WorkingOrder order : List.copyOf(orders.values())) {
      if (order.isAllowed() && isStopped(order)) {
        end(order, "cancelled: risk allows reductions only");
      }
    }
  }

  /// An order that was allowed before the account was stopped, and may do more than reduce.
  private boolean isStopped(WorkingOrder order) {
    for (String account : List.of(order.request().account(), "*")) {
      RiskState state = states.get(account);
      if (state != null
          && state.mode() != RiskState.Mode.OK
          && !order.request().reduceOnly()
          && !order.decidedAt().isAfter(state.since())) {
        return true;
      }
    }
    return false;
  }

  /// Gives up what has expired.
  void onTime(Instant now) {
    for (WorkingOrder order : List.copyOf(orders.values())) {
      if (isOver(order, now)) {
        end(order, order.isAllowed() ? "expired" : "expired without an answer of risk");
      }
    }
  }

  private static boolean isOver(WorkingOrder order, Instant now) {
    OrderRequest request = order.request();
    boolean nextDay =
        request.timeInForce() == OrderRequest.TimeInForce.DAY
            && order.isAllowed()
            && now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .isAfter(order.decidedAt().atOffset(ZoneOffset.UTC).toLocalDate());
    return nextDay || now.isAfter(request.expiresAt());
  }

  private Optional<Fill> execute(WorkingOrder order, Touch touch, Instant at, Held held) {
    OrderRequest request = order.request();
    Optional<BigDecimal> price = touch.price(request.side());
    if (price.isEmpty() || !reaches(order, price.get())) {
      return Optional.empty();
    }
    BigDecimal quantity = quantity(order, touch, held);
    if (quantity.signum() == 0) {
      return Optional.empty();
    }
    String currency = commission.currency(request.instrument(), touch);
    BigDecimal before = order.commission();
    BigDecimal value = commission.value(request.instrument(), quantity, price.get());
    BigDecimal charged =
        commission.of(order.filled().add(quantity), order.worth().add(value), currency);
    int number = order.fill(quantity, value, charged.max(before));
    Fill fill =
        new Fill(
            "paper-" + request.clientOrderId() + "-" + number,
            request.clientOrderId(),
            request.account(),
            request.instrument(),
            request.side(),
            quantity,
            price.get(),
            order.commission().subtract(before),
            currency,
            order.open(),
            at,
            true);
    if (order.open().signum() == 0) {
      end(order, "filled");
    }
    return Optional.of(fill);
  }

  /// Whether an order executes at the far side's price.
  private static boolean reaches(WorkingOrder order, BigDecimal price) {
    OrderRequest request = order.request();
    int up = request.side() == Side.BUY ? 1 : -1;
    BigDecimal stop = request.stop();
    if (stop != null && Integer.signum(price.compareTo(stop)) * up >= 0) {
      order.trigger();
    }
    BigDecimal limit = request.limit();
    return order.isTriggered()
        && (limit == null || Integer.signum(price.compareTo(limit)) * up <= 0);
  }

  /// How much one quote fills; an order that may only reduce ends when there is nothing to.
  private BigDecimal quantity(WorkingOrder order, Touch touch, Held held) {
    OrderRequest request = order.request();
    BigDecimal quantity = order.open();
    if (request.reduceOnly()) {
      BigDecimal position = held.of(request.account(), request.instrument());
      int reducing = request.side() == Side.BUY ? -1 : 1;
      BigDecimal most = position.signum() == reducing ? position.abs() : BigDecimal.ZERO;
      if (most.compareTo(quantity) < 0) {
        order.allow(order.filled().add(most), order.decidedAt());
        quantity = most;
      }
      if (most.signum() == 0) {
        end(order, "cancelled: nothing to reduce");
        return BigDecimal.ZERO;
      }
    }
    boolean shown =
        setting.size() == PaperSetting.FillSize.DISPLAYED && touch.size(request.side()).isPresent();
    BigDecimal displayed =
        shown ? BigDecimal.valueOf(touch.size(request.side()).orElse(0)) : quantity;
    boolean allOrNothing = request.timeInForce() == OrderRequest.TimeInForce.FILL_OR_KILL;
    return allOrNothing && displayed.compareTo(quantity) < 0
        ? BigDecimal.ZERO
        : quantity.min(displayed);
  }

  private void end(WorkingOrder order, String how) {
    orders.remove(order.request().clientOrderId());
    count(how);
  }

  private void count(String how) {
    ended.merge(how, 1L, Long::sum);
  }

  List<WorkingOrder> working() {
    return List.copyOf(orders.values());
  }

  /// How many orders ended how.
  Map<String, Long> ended() {
    return ended;
  }

  void write(StateOutput out) {
    out.all(orders.values(), (to, each) -> each.write(to));
    out.all(early.values(), (to, each) -> to.payload(MessageType.ORDER_DECISION, each));
    out.all(states.values(), (to, each) -> to.payload(MessageType.RISK_STATE, each));
    out.all(ended.entrySet(), (to, each) -> to.text(each.getKey()).whole(each.getValue()));
    known.write(out);
  }

  void read(StateInput in) {
    in.all(WorkingOrder::read).forEach(each -> orders.put(each.request().clientOrderId(), each));
    in.all(each -> each.payload(MessageType.ORDER_DECISION))
        .forEach(each -> early.put(each.clientOrderId(), each));
    in.all(each -> each.payload(MessageType.RISK_STATE))
        .forEach(each -> states.put(each.account(), each));
    in.all(each -> Map.entry(each.text(), each.whole()))
        .forEach(each -> ended.put(each.getKey(), each.getValue()));
    known.read(in);
  }
}
