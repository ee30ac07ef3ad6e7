package dev.nautilus.simulator.company;

import dev.nautilus.simulator.random.Draws;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A stream of invented headlines: each symbol has a story in about every third hour, always the
/// same one in the same hour. Titles are made up and name no real person or event.
public final class NewsWire {
  private static final double CHANCE = 0.35;
  private static final int HOURS_BACK = 24 * 14;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final List<String> PUBLISHERS =
      List.of("Simulated Wire", "Loopback Times", "Market Rehearsal", "The Daily Fixture");
  private static final List<String> TITLES =
      List.of(
          "%s climbs as buyers return",
          "%s slips on profit taking",
          "Why %s may surprise next quarter",
          "Analysts split over %s valuation",
          "%s beats expectations, shares gain",
          "%s falls short of estimates",
          "Options traders brace for a move in %s",
          "%s announces a review of its costs",
          "Three questions investors ask about %s",
          "%s volume jumps in early trading");

  private final Draws draws;

  public NewsWire(long seed) {
    this.draws = Draws.seeded(seed).of("news");
  }

  /// The latest stories about a symbol published by `now`, newest first.
  public List<Story> latest(String symbol, String name, Instant now, int most) {
    List<Story> stories = new ArrayList<>();
    long hour = Math.floorDiv(now.getEpochSecond(), (long) SECONDS_PER_HOUR);
    for (long h = hour; h > hour - HOURS_BACK && stories.size() < most; h--) {
      Draws here = draws.of(symbol).of(h);
      Instant at =
          Instant.ofEpochSecond(h * SECONDS_PER_HOUR).plusSeconds(here.below(SECONDS_PER_HOUR, 1));
      if (here.uniform(0) < CHANCE && !at.isAfter(now)) {
        stories.add(story(symbol, name, here, at.truncatedTo(ChronoUnit.SECONDS)));
      }
    }
    return stories;
  }

  private static Story story(String symbol, String name, Draws here, Instant at) {
    String title = TITLES.get(here.below(TITLES.size(), 2)).formatted(name);
    String publisher = PUBLISHERS.get(here.below(PUBLISHERS.size(), 3));
    return new Story(new UUID(here.bits(4), here.bits(5)), symbol, title, publisher, at);
  }
}
