package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.Channel;
import dev.nautilus.engines.strategy.method.Crossing;
import dev.nautilus.engines.strategy.method.SignalTrades;
import dev.nautilus.message.Bar;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.StrategySignal.Direction;
import java.time.Duration;
import java.time.Instant;

/// What one strategy wants to be in one instrument. Confined to the engine thread.
///
/// Features and predictions are of a bar; one that is too old by the newest bar says nothing.
final class SignalSource {
  /// What is wanted.
  ///
  /// @param direction missing wishes are no signal at all
  /// @param strength in [0, 1]
  /// @param probability that a rise follows; `NaN` where there is no model
  record Wish(Direction direction, double strength, double probability, String reason) {}

  /// Trades that a share of the money is reckoned from.
  private static final int TRADES = 250;

  private final Plan plan;
  private final Channel entry;
  private final Channel exit;
  private final BarMemory bars;
  private final SignalTrades trades;
  private final Crossing crossing = new Crossing();
  private Crossing.Cross crossed = Crossing.Cross.NONE;
  private double aboveChannel = Double.NaN;
  private double belowChannel = Double.NaN;
  private double probability = Double.NaN;
  private Instant informedAt = Instant.MIN;
  private Instant newest = Instant.MIN;
  private int place;
  private int of;

  SignalSource(Plan plan) {
    this.plan = plan;
    entry = new Channel(plan.lookback());
    exit = new Channel(Math.max(1, plan.lookback() / 2));
    bars = new BarMemory(plan);
    trades = new SignalTrades(TRADES, plan.sizing().commission());
  }

  /// Takes a complete bar in.
  void take(Bar bar) {
    aboveChannel = bar.close() - entry.high();
    belowChannel = bar.close() - exit.low();
    entry.add(bar.low(), bar.high());
    exit.add(bar.low(), bar.high());
    bars.take(bar);
    newest = bar.start();
    if (isReady()) {
      trades.at(sign(wish(trades.side()).direction()), bar.close());
    }
    if (plan.kind() == Plan.Kind.CROSSOVER && informedAt.isBefore(bar.start())) {
      // A crossing counts once, with the features of its bar.
      crossed = Crossing.Cross.NONE;
    }
  }

  /// Takes features of a bar in.
  ///
  /// @return whether both that are needed are there, and not older than what is known
  boolean take(FeatureVector features) {
    double fast = value(features, plan.fast());
    double slow = value(features, plan.slow());
    if (Double.isNaN(fast - slow) || features.barStart().isBefore(informedAt)) {
      return false;
    }
    crossed = crossing.add(fast - slow);
    informedAt = features.barStart();
    return true;
  }

  private static double value(FeatureVector features, String name) {
    for (FeatureVector.Entry each : features.entries()) {
      if (each.name().equals(name)) {
        return each.value().orElse(Double.NaN);
      }
    }
    return Double.NaN;
  }

  /// Takes a prediction in.
  ///
  /// @return whether it is of the model that counts, says a probability, and is not older than what
  ///   is known
  boolean take(MlPrediction prediction) {
    boolean counts =
        (plan.model().isEmpty() || plan.model().equals(prediction.model()))
            && prediction.probabilityUp().isPresent()
            && !prediction.barStart().isBefore(informedAt);
    if (counts) {
      probability = prediction.probabilityUp().getAsDouble();
      informedAt = prediction.barStart();
    }
    return counts;
  }

  /// Whether everything a signal rests on is known, however old.
  boolean isReady() {
    return switch (plan.kind()) {
      case TREND, CROSSOVER, MODEL -> !informedAt.equals(Instant.MIN);
      case BREAKOUT -> !Double.isNaN(aboveChannel) && !Double.isNaN(belowChannel);
      case REVERSION -> bars.isFull();
      case MOMENTUM -> of > 0;
    };
  }

  /// Whether what the signal rests on is young enough by the newest bar.
  boolean isFresh(int staleBars) {
    boolean ownBars =
        switch (plan.kind()) {
          case BREAKOUT, REVERSION, MOMENTUM -> true;
          case TREND, CROSSOVER, MODEL -> false;
        };
    if (ownBars || informedAt.equals(Instant.MIN) || newest.equals(Instant.MIN)) {
      return ownBars && isReady();
    }
    Duration length = plan.bar().duration().orElse(Duration.ZERO);
    return !informedAt.isBefore(newest.minus(length.multipliedBy(staleBars)));
  }

  /// What the bars amount to.
  BarMemory bars() {
    return bars;
  }

  /// Where it stands among the instruments of its strategy.
  ///
  /// @param newPlace 1 for what returned most; 0 when its return is not known
  /// @param newOf how many are ranked
  void rank(int newPlace, int newOf) {
    place = newPlace;
    of = newOf;
  }

  /// What the signal's own trades returned, traded or not, oldest first.
  double[] tradeReturns() {
    return trades.returns();
  }

  /// What is wanted by the newest data.
  ///
  /// @param position sign of what is held
  Wish wish(int position) {
    return switch (plan.kind()) {
      case TREND -> trend();
      case CROSSOVER -> crossover(position);
      case BREAKOUT -> breakout(position);
      case REVERSION -> reversion(position);
      case MODEL -> model(position);
      case MOMENTUM -> ranked();
    };
  }

  private Wish wish(Direction direction, double strength, String reason) {
    Direction allowed = direction == Direction.SHORT && !plan.shorts() ? Direction.FLAT : direction;
    return new Wish(allowed, Math.clamp(strength, 0, 1), probability, reason);
  }

  /// 1 long, -1 short, 0 out.
  static int sign(Direction direction) {
    return switch (direction) {
      case LONG -> 1;
      case SHORT -> -1;
      case FLAT -> 0;
    };
  }

  /// Among the best, or the worst; one that is no longer ranked is left.
  private Wish ranked() {
    if (place > 0 && place <= plan.top()) {
      return wish(Direction.LONG, 1, "momentum");
    }
    boolean worst = place > of - plan.top() && place > 0;
    return wish(worst && plan.shorts() ? Direction.SHORT : Direction.FLAT, 1, "momentum");
  }

  private static Direction direction(int sign) {
    return sign == 0 ? Direction.FLAT : sign > 0 ? Direction.LONG : Direction.SHORT;
  }

  private Wish trend() {
    return wish(direction(crossing.side()), 1, "trend");
  }

  private Wish crossover(int position) {
    return switch (crossed) {
      case UP -> wish(Direction.LONG, 1, "crossover");
      case DOWN -> wish(Direction.SHORT, 1, "crossover");
      case NONE -> wish(direction(position), 1, "crossover");
    };
  }

  private Wish breakout(int position) {
    if (aboveChannel > 0) {
      return wish(Direction.LONG, 1, "breakout");
    }
    boolean leaves = position > 0 && belowChannel < 0;
    return wish(leaves ? Direction.FLAT : direction(position), 1, "breakout");
  }

  private Wish reversion(int position) {
    double score = bars.score();
    if (score < -plan.enter()) {
      return wish(Direction.LONG, 1, "reversion");
    }
    if (score > plan.enter()) {
      return wish(Direction.SHORT, 1, "reversion");
    }
    boolean back = position > 0 ? score > -plan.leave() : score < plan.leave();
    return wish(back ? Direction.FLAT : direction(position), 1, "reversion");
  }

  private Wish model(int position) {
    double strength = Math.abs(2 * probability - 1);
    if (probability >= plan.enter()) {
      return wish(Direction.LONG, strength, "model");
    }
    if (probability <= 1 - plan.enter()) {
      return wish(Direction.SHORT, strength, "model");
    }
    boolean stays = position > 0 ? probability >= plan.leave() : probability <= 1 - plan.leave();
    return wish(stays ? direction(position) : Direction.FLAT, strength, "model");
  }

  void write(StateOutput out) {
    channel(out, entry);
    channel(out, exit);
    bars.write(out);
    out.whole(crossing.side()).text(crossed.name());
    out.real(aboveChannel).real(belowChannel).real(probability);
    out.instant(informedAt).instant(newest).whole(place).whole(of);
    out.all(trades.state(), StateOutput::real);
  }

  private static void channel(StateOutput out, Channel channel) {
    out.all(channel.state(), (to, range) -> to.real(range.low()).real(range.high()));
  }

  void read(StateInput in) {
    entry.restore(in.all(each -> new Channel.Range(each.real(), each.real())));
    exit.restore(in.all(each -> new Channel.Range(each.real(), each.real())));
    bars.read(in);
    crossing.restore((int) in.whole());
    crossed = Crossing.Cross.valueOf(in.text());
    aboveChannel = in.real();
    belowChannel = in.real();
    probability = in.real();
    informedAt = in.instant();
    newest = in.instant();
    place = (int) in.whole();
    of = (int) in.whole();
    trades.restore(in.all(StateInput::real));
  }
}
