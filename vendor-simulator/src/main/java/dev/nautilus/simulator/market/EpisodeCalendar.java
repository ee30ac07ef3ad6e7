package dev.nautilus.simulator.market;

import java.time.Duration;
import java.time.LocalDate;

/// On which days of an instrument informed traders push much, and on which not at all.
///
/// @param market whose
/// @param instrument of that market
public record EpisodeCalendar(Market market, Instrument instrument) {
  /// How much informed trading a day has: minutes of its episodes, each times its intensity.
  public double informedMinutes(LocalDate day) {
    return market.episodes(instrument, day).stream()
        .mapToDouble(
            each -> each.intensity() * Duration.between(each.start(), each.end()).toMinutes())
        .sum();
  }

  /// The first of the days with most of it.
  ///
  /// @param days how many to look at, 1 or more
  public LocalDate mostInformedDay(LocalDate from, int days) {
    LocalDate most = from;
    for (int i = 1; i < days; i++) {
      LocalDate day = from.plusDays(i);
      most = informedMinutes(day) > informedMinutes(most) ? day : most;
    }
    return most;
  }

  /// The next day without an episode: about one day in a hundred.
  public LocalDate calmDay(LocalDate from) {
    LocalDate day = from;
    while (!market.episodes(instrument, day).isEmpty()) {
      day = day.plusDays(1);
    }
    return day;
  }
}
