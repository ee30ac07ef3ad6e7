package dev.nautilus.simulator.market;

import dev.nautilus.simulator.random.Draws;
import java.util.List;

/// What a day has in store for one instrument, before any price is drawn.
///
/// @param volatility standard deviation of the day's random return
/// @param gap return between the previous close and the open
/// @param slowDrift predictable return, spread evenly over the day (includes the pull to base)
/// @param blocks predictable return that is constant within each block of the day
/// @param random return of factors and own noise between open and close
record DayPlan(
    double volatility,
    double gap,
    double slowDrift,
    Blocks blocks,
    List<Spell> spells,
    List<Jump> jumps,
    double random) {

  /// Drifts of the blocks of a day, each of its own size.
  ///
  /// @param size standard deviation of a block's drift
  record Blocks(Draws draws, double size) {
    static final int MINUTES = 20;

    double perMinute(int minute) {
      return size * draws.gaussian(minute / MINUTES) / MINUTES;
    }

    double wholeDay() {
      double sum = 0;
      for (int block = 0; block < Sessions.MINUTES / MINUTES; block++) {
        sum += size * draws.gaussian(block);
      }
      return sum;
    }
  }

  /// A sudden move within one minute.
  record Jump(int minute, double size) {}

  /// An informed episode in minutes of the day.
  record Spell(int start, int minutes, Side direction, double intensity, double drift) {
    boolean covers(int minute) {
      return minute >= start && minute < start + minutes;
    }
  }

  double predictable(int minute) {
    return slowDrift / Sessions.MINUTES + blocks.perMinute(minute);
  }

  double informed(int minute) {
    for (Spell spell : spells) {
      if (spell.covers(minute)) {
        return spell.drift / spell.minutes;
      }
    }
    return 0;
  }

  double jumped(int minute) {
    double sum = 0;
    for (Jump jump : jumps) {
      sum += jump.minute == minute ? jump.size : 0;
    }
    return sum;
  }

  /// Signed strength of the informed flow: -1 all sell, 0 nobody, 1 all buy.
  double flow(int minute) {
    for (Spell spell : spells) {
      if (spell.covers(minute)) {
        return spell.direction == Side.BUY ? spell.intensity : -spell.intensity;
      }
    }
    return 0;
  }

  /// From open to close.
  ReturnParts parts() {
    double informed = spells.stream().mapToDouble(Spell::drift).sum();
    double jumped = jumps.stream().mapToDouble(Jump::size).sum();
    return new ReturnParts(slowDrift + blocks.wholeDay(), informed, jumped, random);
  }
}
