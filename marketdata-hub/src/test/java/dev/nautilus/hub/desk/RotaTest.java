package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.desk.Rota.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotaTest {
  private static final WatchProperties PROPERTIES =
      new WatchProperties(
          true,
          List.of(id("AAPL"), id("MSFT")),
          List.of(id("FRED:GDP")),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ZERO,
          Duration.ofSeconds(15));

  private static List<Round> due(Rota rota, Instant now, ServedType type) {
    return rota.due(now).stream()
        .filter(round -> round.inquiries().getFirst().type() == type)
        .toList();
  }

  @Test
  void quotes_areOneRoundEverySecond() {
    Rota rota = new Rota(PROPERTIES, NOON);

    Round quotes = due(rota, NOON, ServedType.QUOTE).getFirst();
    assertThat(quotes.inquiries()).hasSize(2);
    quotes.begin();
    assertThat(due(rota, NOON, ServedType.QUOTE)).isEmpty();
    quotes.done(true, NOON.plusMillis(100));

    assertThat(due(rota, NOON.plusMillis(999), ServedType.QUOTE)).isEmpty();
    assertThat(due(rota, NOON.plusMillis(1000), ServedType.QUOTE)).hasSize(1);
  }

  @Test
  void bars_areDueShortlyAfterTheMinute_oneSymbolAfterTheOther() {
    Instant start = NOON.plusSeconds(17);
    Rota rota = new Rota(PROPERTIES, start);

    assertThat(due(rota, NOON.plusSeconds(61), ServedType.BAR)).isEmpty();
    assertThat(due(rota, NOON.plusSeconds(62), ServedType.BAR)).hasSize(1);
    assertThat(due(rota, NOON.plusMillis(62_500), ServedType.BAR)).hasSize(2);
    Round first = due(rota, NOON.plusSeconds(62), ServedType.BAR).getFirst();
    first.begin();
    first.done(true, NOON.plusSeconds(63));

    assertThat(due(rota, NOON.plusSeconds(121), ServedType.BAR)).hasSize(1).doesNotContain(first);
    assertThat(due(rota, NOON.plusSeconds(122), ServedType.BAR)).contains(first);
  }

  @Test
  void slowRound_thatFailed_isDueAgainSoon() {
    Rota rota = new Rota(PROPERTIES, NOON);
    Round series = due(rota, NOON, ServedType.ECONOMIC).getFirst();
    series.begin();
    series.done(false, NOON.plusSeconds(1));

    assertThat(due(rota, NOON.plusSeconds(30), ServedType.ECONOMIC)).isEmpty();
    assertThat(due(rota, NOON.plusSeconds(31), ServedType.ECONOMIC)).hasSize(1);
  }

  @Test
  void missedRounds_areNotMadeUpFor() {
    Rota rota = new Rota(PROPERTIES, NOON);
    Round quotes = due(rota, NOON, ServedType.QUOTE).getFirst();
    quotes.begin();
    quotes.done(true, NOON.plusSeconds(10).plusMillis(1));

    assertThat(due(rota, NOON.plusSeconds(10).plusMillis(500), ServedType.QUOTE)).isEmpty();
    assertThat(due(rota, NOON.plusSeconds(11), ServedType.QUOTE)).hasSize(1);
  }

  @Test
  void followed_topics_joinTheRoundsThatGoOn_andLeaveThem() {
    Rota rota = new Rota(PROPERTIES, NOON);
    Round quotes = due(rota, NOON, ServedType.QUOTE).getFirst();
    Set<Topic> more = new LinkedHashSet<>(PROPERTIES.topics());
    more.add(new Topic(ServedType.QUOTE, id("NVDA")));
    more.add(new Topic(ServedType.FUNDAMENTAL, id("NVDA")));
    more.add(new Topic(ServedType.TICK, id("NVDA")));

    rota.follow(more, NOON);

    assertThat(due(rota, NOON, ServedType.QUOTE)).containsExactly(quotes);
    assertThat(quotes.inquiries()).hasSize(3);
    assertThat(due(rota, NOON, ServedType.FUNDAMENTAL)).hasSize(1);
    assertThat(due(rota, NOON, ServedType.TICK)).as("pushed, not polled").isEmpty();
    rota.follow(Set.of(), NOON);
    assertThat(rota.due(NOON.plusSeconds(3600))).isEmpty();
  }
}
