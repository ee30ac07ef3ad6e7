package dev.nautilus.simulator.market;

import dev.nautilus.simulator.market.DayPlan.Jump;
import dev.nautilus.simulator.random.Draws;
import java.util.List;

/// The three forces that all instruments share: the market, technology and interest rates. They
/// make returns correlated. How strong they are waxes and wanes over weeks, so volatility clusters.
final class Factors {
  private static final double MARKET_VOLATILITY = 0.15;
  private static final double TECH_VOLATILITY = 0.12;
  private static final double RATES_VOLATILITY = 0.08;
  private static final double CLUSTERING = 0.35;
  private static final int CLUSTER_DAYS = 12;
  private static final double JUMP_CHANCE = 0.006;
  private static final double JUMP_SIZE = 2.5;

  private final Draws market;
  private final Draws tech;
  private final Draws rates;
  private final Draws weather;
  private final Draws jumps;

  Factors(Draws draws) {
    this.market = draws.of("market");
    this.tech = draws.of("tech");
    this.rates = draws.of("rates");
    this.weather = draws.of("weather");
    this.jumps = draws.of("jumps");
  }

  /// How nervous the day is; 1 on a typical one.
  double nervousness(int day) {
    return StrictMath.exp(CLUSTERING * weather.smooth(day, CLUSTER_DAYS));
  }

  double randomReturn(Instrument instrument, int day) {
    return nervousness(day)
        * (instrument.marketBeta() * daily(MARKET_VOLATILITY) * market.gaussian(day)
            + instrument.techBeta() * daily(TECH_VOLATILITY) * tech.gaussian(day)
            + instrument.ratesBeta() * daily(RATES_VOLATILITY) * rates.gaussian(day));
  }

  double variance(Instrument instrument, int day) {
    double fromMarket = instrument.marketBeta() * daily(MARKET_VOLATILITY);
    double fromTech = instrument.techBeta() * daily(TECH_VOLATILITY);
    double fromRates = instrument.ratesBeta() * daily(RATES_VOLATILITY);
    double calm = fromMarket * fromMarket + fromTech * fromTech + fromRates * fromRates;
    return calm * nervousness(day) * nervousness(day);
  }

  /// The jump that hits the whole market that day, if one does.
  List<Jump> jumps(Instrument instrument, int day) {
    Draws today = jumps.of(day);
    if (today.uniform(0) > JUMP_CHANCE) {
      return List.of();
    }
    double size = JUMP_SIZE * daily(MARKET_VOLATILITY) * today.gaussian(1);
    return List.of(new Jump(today.below(Sessions.MINUTES, 2), instrument.marketBeta() * size));
  }

  static double daily(double annualVolatility) {
    return annualVolatility / StrictMath.sqrt(Sessions.PER_YEAR);
  }
}
