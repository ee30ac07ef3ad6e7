package dev.nautilus.simulator.market;

import dev.nautilus.simulator.market.DayPlan.Blocks;
import dev.nautilus.simulator.market.DayPlan.Jump;
import dev.nautilus.simulator.market.DayPlan.Spell;
import dev.nautilus.simulator.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The closes of one instrument, day after day since the first, as logarithms. Remembers the closes
/// it has walked past, because each day starts where the day before ended; that memory is a cache
/// of a pure function and is guarded by its own lock.
final class DailyWalk {
  private static final double PULL_TO_BASE = 0.004;
  private static final double SLOW_DRIFT = 0.06;
  private static final int SLOW_DRIFT_DAYS = 9;
  private static final double BLOCK_DRIFT = 0.10;
  private static final double GAP = 0.12;
  private static final double JUMP_CHANCE = 0.012;
  private static final double JUMP_SIZE = 3;
  private static final double OWN_CLUSTERING = 0.25;
  private static final int OWN_CLUSTER_DAYS = 7;
  private static final int SPELL_SLOTS = 8;
  private static final int SLOT_MINUTES = Sessions.MINUTES / SPELL_SLOTS;
  private static final double SPELL_CHANCE = 0.45;
  private static final double SPELL_DRIFT = 0.35;

  private final Instrument instrument;
  private final Factors factors;
  private final Draws draws;
  private final double logBase;
  private double[] logCloses = new double[0];

  DailyWalk(Instrument instrument, Factors factors, Draws draws) {
    this.instrument = instrument;
    this.factors = factors;
    this.draws = draws;
    this.logBase = StrictMath.log(instrument.basePrice());
  }

  synchronized double logCloseBefore(int day) {
    if (day == 0) {
      return logBase;
    }
    int known = logCloses.length;
    if (known < day) {
      logCloses = Arrays.copyOf(logCloses, Math.max(day, known + Sessions.PER_YEAR));
      double close = known == 0 ? logBase : logCloses[known - 1];
      for (int i = known; i < logCloses.length; i++) {
        DayPlan plan = planAfter(close, i);
        close += plan.gap() + plan.parts().total();
        logCloses[i] = close;
      }
    }
    return logCloses[day - 1];
  }

  DayPlan plan(int day) {
    return planAfter(logCloseBefore(day), day);
  }

  private DayPlan planAfter(double logPrevious, int day) {
    Draws today = draws.of(day);
    double own =
        Factors.daily(instrument.ownVolatility())
            * StrictMath.exp(OWN_CLUSTERING * draws.of("weather").smooth(day, OWN_CLUSTER_DAYS));
    double volatility = StrictMath.sqrt(own * own + factors.variance(instrument, day));
    double slow = SLOW_DRIFT * volatility * draws.of("slow").smooth(day, SLOW_DRIFT_DAYS);
    double pull = PULL_TO_BASE * (logBase - logPrevious);
    double random = factors.randomReturn(instrument, day) + own * today.gaussian(0);
    return new DayPlan(
        volatility,
        GAP * volatility * today.gaussian(1),
        slow + pull,
        blocks(today.of("blocks"), volatility),
        spells(today.of("spells"), volatility),
        jumps(today.of("jumps"), day, own),
        random);
  }

  private static Blocks blocks(Draws draws, double volatility) {
    double perMinute = BLOCK_DRIFT * volatility / StrictMath.sqrt(Sessions.MINUTES);
    return new Blocks(draws, Blocks.MINUTES * perMinute);
  }

  /// At most one episode in each eighth of the day, so that episodes never overlap.
  private static List<Spell> spells(Draws draws, double volatility) {
    List<Spell> spells = new ArrayList<>();
    for (int slot = 0; slot < SPELL_SLOTS; slot++) {
      Draws here = draws.of(slot);
      if (here.uniform(0) < SPELL_CHANCE) {
        int minutes = 10 + here.below(36, 1);
        int start = slot * SLOT_MINUTES + here.below(SLOT_MINUTES - minutes, 2);
        Side direction = here.uniform(3) < 0.5 ? Side.BUY : Side.SELL;
        double intensity = 0.3 + 0.7 * here.uniform(4);
        double size = SPELL_DRIFT * volatility * intensity;
        double drift = direction == Side.BUY ? size : -size;
        spells.add(new Spell(start, minutes, direction, intensity, drift));
      }
    }
    return spells;
  }

  private List<Jump> jumps(Draws draws, int day, double own) {
    List<Jump> jumps = new ArrayList<>(factors.jumps(instrument, day));
    if (draws.uniform(0) < JUMP_CHANCE) {
      jumps.add(new Jump(draws.below(Sessions.MINUTES, 1), JUMP_SIZE * own * draws.gaussian(2)));
    }
    return jumps;
  }
}
