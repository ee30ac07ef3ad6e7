package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What holds for all strategies: what accounts are worth and may do, what is toxic, how fast
/// orders go out. Confined to the engine thread.
final class Surroundings {
  private static final String EVERYONE = "*";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<String, Double> equity = new TreeMap<>();
  private final Map<AccountPosition, Held> held = new TreeMap<>();
  private final Set<String> reconciled = new TreeSet<>();
  private final Map<String, Mode> modes = new TreeMap<>();
  private final Set<InstrumentId> toxic = new TreeSet<>();
  private final Deque<Instant> orders = new ArrayDeque<>();

  /// @param value at the mark it was told with, 0 or more
  private record Held(BigDecimal quantity, double value) {}

  /// What an account is worth, and whether all it holds is known here. Once it was it stays so, as
  /// every change is heard; until then positions were opened before this engine listened.
  void worth(PortfolioUpdate update) {
    equity.put(update.account(), update.netAssetValue().doubleValue());
    double known =
        held.entrySet().stream()
            .filter(each -> each.getKey().account().equals(update.account()))
            .mapToDouble(each -> each.getValue().value())
            .sum();
    // Half of it, as prices have moved since the positions were told.
    if (known + known >= update.grossExposure().doubleValue()) {
      reconciled.add(update.account());
    }
  }

  /// Takes in what an account holds of an instrument now.
  void holds(PositionChange change) {
    BigDecimal mark = change.mark() == null ? change.averagePrice() : change.mark();
    double value =
        mark == null ? 0 : Math.abs(mark.doubleValue() * change.quantity().doubleValue());
    held.put(
        new AccountPosition(change.account(), change.instrument()),
        new Held(change.quantity(), value));
  }

  /// What is held, negative when short; empty when nothing was heard of it.
  Optional<BigDecimal> position(AccountPosition position) {
    return Optional.ofNullable(held.get(position)).map(Held::quantity);
  }

  /// Whether all that an account holds is known.
  boolean isReconciled(String account) {
    return reconciled.contains(account);
  }

  /// What an account is worth; missing while not known, or not above 0.
  OptionalDouble equity(String account) {
    double value = equity.getOrDefault(account, 0.0);
    return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  void state(RiskState state) {
    modes.put(state.account(), state.mode());
  }

  /// What risk lets an account do: its own mode or that of all, whichever is stricter. Risk says so
  /// when it changes; an account of which it has said nothing may ask.
  Mode mode(String account) {
    Mode own = modes.getOrDefault(account, Mode.OK);
    Mode all = modes.getOrDefault(EVERYONE, Mode.OK);
    return own.compareTo(all) > 0 ? own : all;
  }

  Map<String, Mode> modes() {
    return modes;
  }

  void toxic(InstrumentId symbol, boolean isToxic) {
    if (isToxic) {
      toxic.add(symbol);
    } else {
      toxic.remove(symbol);
    }
  }

  boolean isToxic(InstrumentId symbol) {
    return toxic.contains(symbol);
  }

  /// Notes an order.
  void ordered(Instant at) {
    orders.addLast(at);
  }

  /// Orders of the second that ends at an instant.
  int ordersWithin(Instant now) {
    while (!orders.isEmpty() && orders.getFirst().isBefore(now.minus(SECOND))) {
      orders.removeFirst();
    }
    return orders.size();
  }

  void write(StateOutput out) {
    out.all(equity.entrySet(), (to, each) -> to.text(each.getKey()).real(each.getValue()));
    out.all(modes.entrySet(), (to, each) -> to.text(each.getKey()).text(each.getValue().name()));
    out.all(toxic, (to, symbol) -> to.text(symbol.value())).all(orders, StateOutput::instant);
    out.all(
        held.entrySet(),
        (to, each) ->
            to.text(each.getKey().account())
                .text(each.getKey().instrument().value())
                .text(each.getValue().quantity().toString())
                .real(each.getValue().value()));
    out.all(reconciled, StateOutput::text);
  }

  void read(StateInput in) {
    equity.clear();
    modes.clear();
    toxic.clear();
    orders.clear();
    in.all(each -> equity.put(each.text(), each.real()) == null);
    in.all(each -> modes.put(each.text(), Mode.valueOf(each.text())) == null);
    in.all(each -> toxic.add(InstrumentId.of(each.text())));
    orders.addAll(in.all(StateInput::instant));
    held.clear();
    in.all(
        each -> {
          AccountPosition position = new AccountPosition(each.text(), InstrumentId.of(each.text()));
          return held.put(position, new Held(new BigDecimal(each.text()), each.real())) == null;
        });
    reconciled.clear();
    reconciled.addAll(in.all(StateInput::text));
  }
}
