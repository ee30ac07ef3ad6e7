package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.MomentumRank;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
  private long rankedPeriod = Long.MIN_VALUE;

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

  /// Ranks the legs when a new period has begun and all that trade have the bar. One that has
  /// missed the bar before does not hold up the others, and is in no rank.
  ///
  /// @param with leg that has just got a bar
  /// @return whether it did
  boolean rank(Leg with) {
    Bar bar = with.newest();
    if (plan.kind() != Plan.Kind.MOMENTUM || bar == null) {
      return false;
    }
    Duration length = plan.bar().duration().orElse(Duration.ZERO);
    long period = plan.schedule().hours().period(bar.start().plus(length));
    if (period == rankedPeriod) {
      return false;
    }
    Map<String, Double> returned = new LinkedHashMap<>();
    for (Leg each : legs.values()) {
      Bar of = each.newest();
      boolean trades = of == null || !of.start().isBefore(with.before());
      if (of == null || (trades && !of.start().equals(bar.start()))) {
        return false;
      }
      returned.put(each.symbol().value(), trades ? each.signal().bars().momentum() : Double.NaN);
    }
    List<String> best = MomentumRank.of(returned);
    if (best.size() <= plan.top()) {
      return false;
    }
    rankedPeriod = period;
    for (Leg each : legs.values()) {
      each.signal().rank(best.indexOf(each.symbol().value()) + 1, best.size());
    }
    return true;
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
    out.flag(started).whole(signals).whole(orders).whole(denied).whole(rankedPeriod);
    out.all(legs.values(), (to, leg) -> leg.write(to));
  }

  static StrategyRun read(StateInput in) {
    StrategyRun run = new StrategyRun(in.text(), Plan.read(in));
    run.started = in.flag();
    run.signals = in.whole();
    run.orders = in.whole();
    run.denied = in.whole();
    run.rankedPeriod = in.whole();
    var next = run.legs.values().iterator();
    in.all(
        each -> {
          next.next().read(each);
          return true;
        });
    return run;
  }
}
