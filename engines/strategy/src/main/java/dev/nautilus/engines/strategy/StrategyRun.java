package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A strategy with its legs. Confined to the engine thread.
final class StrategyRun {
  private final String name;
  private final Plan plan;
  private final Map<InstrumentId, Leg> legs = new LinkedHashMap<>();
  private boolean started = true;
  private long signals;
  private long orders;
  private long denied;

  StrategyRun(String name, Plan plan) {
    this.name = name;
    this.plan = plan;
    plan.symbols().forEach(symbol -> legs.put(symbol, new Leg(symbol, plan)));
  }

  String name() {
    return name;
  }

  Plan plan() {
    return plan;
  }

  @Nullable Leg leg(InstrumentId symbol) {
    return legs.get(symbol);
  }

  Collection<Leg> legs() {
    return legs.values();
  }

  /// Whether it goes into new positions; those it has are looked after in any case.
  boolean isStarted() {
    return started;
  }

  void start(boolean on) {
    started = on;
  }

  /// Whether it holds nothing and nothing is on its way.
  boolean isFlat() {
    return legs.values().stream()
        .allMatch(leg -> leg.position().signum() == 0 && leg.pending() == null);
  }

  void signalled() {
    signals++;
  }

  void ordered() {
    orders++;
  }

  void refused() {
    denied++;
  }

  StrategyView.Run view() {
    Map<String, StrategyView.LegView> shown = new LinkedHashMap<>();
    legs.forEach(
        (symbol, leg) ->
            shown.put(
                symbol.value(),
                new StrategyView.LegView(leg.state(), leg.position(), leg.pending() != null)));
    return new StrategyView.Run(plan, started, signals, orders, denied, shown);
  }

  void write(StateOutput out) {
    plan.write(out.text(name));
    out.flag(started).whole(signals).whole(orders).whole(denied);
    out.all(legs.values(), (to, leg) -> leg.write(to));
  }

  static StrategyRun read(StateInput in) {
    StrategyRun run = new StrategyRun(in.text(), Plan.read(in));
    run.started = in.flag();
    run.signals = in.whole();
    run.orders = in.whole();
    run.denied = in.whole();
    var next = run.legs.values().iterator();
    in.all(
        each -> {
          next.next().read(each);
          return true;
        });
    return run;
  }
}
