package dev.nautilus.hub.desk;

import dev.nautilus.message.BarSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// When the hub looks at what by itself. Knows no clock: it is told the time and says what is due.
///
/// Quotes and books are looked at together, whoever follows them; everything else one instrument
/// after the other, so that it does not all come due at once. How often a round really happens
/// depends on the sources' budgets: the next one waits for the one before.
///
/// **Threads** Guarded by its own lock.
final class Rota {
  /// A few bars back, so that a minute in which the vendor failed is caught up with.
  private static final int BARS_BACK = 5;

  private static final Duration BAR_SPACING = Duration.ofMillis(500);
  private static final Duration SLOW_SPACING = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Set<ServedType> TOGETHER = Set.of(ServedType.QUOTE, ServedType.LEVEL2);

  private final WatchProperties properties;
  private final Map<ServedType, Round> shared = new EnumMap<>(ServedType.class);
  private final Map<Topic, Round> single = new LinkedHashMap<>();

  /// @param now when the watch begins
  Rota(WatchProperties properties, Instant now) {
    this.properties = properties;
    follow(properties.topics(), now);
  }

  /// Replaces what is looked at. Rounds that go on keep their time.
  synchronized void follow(Set<Topic> topics, Instant now) {
    for (ServedType type : TOGETHER) {
      List<Inquiry> inquiries =
          topics.stream()
              .filter(topic -> topic.type() == type)
              .map(topic -> Inquiry.about(type, topic.instrument()))
              .toList();
      if (inquiries.isEmpty()) {
        shared.remove(type);
      } else {
        Duration every = every(type);
        shared.computeIfAbsent(type, _ -> new Round(inquiries, every, every, now)).about(inquiries);
      }
    }
    single.keySet().retainAll(topics);
    EnumMap<ServedType, Integer> places = new EnumMap<>(ServedType.class);
    for (Topic topic : topics) {
      if (isPolledAlone(topic.type()) && !single.containsKey(topic)) {
        int place = places.merge(topic.type(), 1, Integer::sum) - 1;
        single.put(topic, round(topic, place, now));
      }
    }
  }

  private Round round(Topic topic, int place, Instant now) {
    Inquiry inquiry = Inquiry.about(topic.type(), topic.instrument());
    if (topic.type() == ServedType.BAR) {
      Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      Duration every = Duration.ofMinutes(1);
      Instant first = minute.plus(properties.barsAfter()).plus(BAR_SPACING.multipliedBy(place));
      Inquiry bars = inquiry.every(BarSpec.MINUTE).atMost(BARS_BACK);
      return new Round(List.of(bars), every, every, first);
    }
    return slow(inquiry, every(topic.type()), now.plus(SLOW_SPACING.multipliedBy(place)));
  }

  private Duration every(ServedType type) {
    return switch (type) {
      case QUOTE -> properties.quotesEvery();
      case NEWS -> properties.newsEvery();
      case ECONOMIC -> properties.economicEvery();
      default -> type.lifetime();
    };
  }

  /// Ticks and trades are pushed; there is nothing to poll.
  private static boolean isPolledAlone(ServedType type) {
    return !TOGETHER.contains(type) && type != ServedType.TICK && type != ServedType.TRADE;
  }

  /// The rounds whose time has come and that are not under way.
  synchronized List<Round> due(Instant now) {
    List<Round> due = new ArrayList<>();
    for (Round round : shared.values()) {
      if (round.isDue(now)) {
        due.add(round);
      }
    }
    for (Round round : single.values()) {
      if (round.isDue(now)) {
        due.add(round);
      }
    }
    return due;
  }

  private static Round slow(Inquiry inquiry, Duration every, Instant first) {
    Duration again = AFTER_FAILURE.compareTo(every) < 0 ? AFTER_FAILURE : every;
    return new Round(List.of(inquiry), every, again, first);
  }

  /// Inquiries made together, again and again.
  static final class Round {
    private List<Inquiry> inquiries;
    private final Duration every;
    private final Duration afterFailure;
    private Instant next;
    private boolean underway;

    private Round(List<Inquiry> inquiries, Duration every, Duration afterFailure, Instant first) {
      this.inquiries = inquiries;
      this.every = every;
      this.afterFailure = afterFailure;
      this.next = first;
    }

    synchronized List<Inquiry> inquiries() {
      return inquiries;
    }

    private synchronized void about(List<Inquiry> others) {
      inquiries = others;
    }

    private synchronized boolean isDue(Instant now) {
      return !underway && !now.isBefore(next);
    }

    /// Takes the round out of the rota until [#done].
    synchronized void begin() {
      underway = true;
    }

    /// Puts it back. What was missed meanwhile is not made up for; the beat is kept.
    synchronized void done(boolean well, Instant now) {
      underway = false;
      if (!well) {
        Instant soon = now.plus(afterFailure);
        next = soon.isBefore(next.plus(every)) ? soon : next.plus(every);
      } else {
        next = next.plus(every);
      }
      if (!next.isAfter(now)) {
        long missed = Duration.between(next, now).dividedBy(every) + 1;
        next = next.plus(every.multipliedBy(missed));
      }
    }
  }
}
