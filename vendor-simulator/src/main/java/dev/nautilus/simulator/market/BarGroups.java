package dev.nautilus.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Longer bars from shorter ones.
public final class BarGroups {
  private static final long SECONDS_A_DAY = 86_400;

  private BarGroups() {}

  /// Bars of this many minutes from bars of one. They restart at midnight UTC, so that ninety
  /// minutes never reach into the next session.
  public static List<Bar> ofMinutes(List<Bar> minutes, int length) {
    if (length == 1) {
      return minutes;
    }
    List<Bar> merged = new ArrayList<>();
    for (Bar minute : minutes) {
      long second = minute.start().getEpochSecond();
      long ofDay = Math.floorMod(second, SECONDS_A_DAY);
      add(minute, Instant.ofEpochSecond(second - ofDay % (60L * length)), merged);
    }
    return merged;
  }

  /// Bars of several days from bars of one.
  ///
  /// @param firstDay the first day of the bar that holds a day
  public static List<Bar> ofDays(List<Bar> days, UnaryOperator<LocalDate> firstDay) {
    List<Bar> grouped = new ArrayList<>();
    for (Bar day : days) {
      LocalDate first = firstDay.apply(LocalDate.ofInstant(day.start(), ZoneOffset.UTC));
      add(day, first.atStartOfDay().toInstant(ZoneOffset.UTC), grouped);
    }
    return grouped;
  }

  private static void add(Bar bar, Instant start, List<Bar> to) {
    if (!to.isEmpty() && to.getLast().start().equals(start)) {
      to.set(to.size() - 1, to.getLast().then(bar));
    } else {
      to.add(new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
    }
  }
}
