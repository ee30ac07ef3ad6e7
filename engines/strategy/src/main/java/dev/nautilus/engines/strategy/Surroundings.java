package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
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
  private final Map<String, Mode> modes = new TreeMap<>();
  private final Set<InstrumentId> toxic = new TreeSet<>();
  private final Deque<Instant> orders = new ArrayDeque<>();

  void worth(String account, double value) {
    equity.put(account, value);
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
  }
}
