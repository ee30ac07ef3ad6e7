package dev.nautilus.hub.desk;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// When the hub looks at what by itself. Knows no clock: it is told the time and says what is due.
///
/// Not safe by itself: used by the watch's one thread.
final class Rota {
  /// A few bars back, so that a minute in which the vendor failed is caught up with.
  private static final int BARS_BACK = 5;

  private static final Duration BAR_SPACING = Duration.ofMillis(500);
  private static final Duration SLOW_SPACING = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final List<Round> rounds = new ArrayList<>();

  /// @param now when the watch begins
  Rota(WatchProperties properties, Instant now) {
    List<InstrumentId> symbols = properties.symbols();
    if (!symbols.isEmpty()) {
      List<Inquiry> quotes =
          symbols.stream().map(id -> Inquiry.about(ServedType.QUOTE, id)).toList();
      rounds.add(new Round(quotes, properties.quotesEvery(), properties.quotesEvery(), now));
    }
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    Duration every = Duration.ofMinutes(1);
    for (int i = 0; i < symbols.size(); i++) {
      InstrumentId symbol = symbols.get(i);
      Inquiry bars = Inquiry.about(ServedType.BAR, symbol).every(BarSpec.MINUTE).atMost(BARS_BACK);
      Instant first = minute.plus(properties.barsAfter()).plus(BAR_SPACING.multipliedBy(i));
      rounds.add(new Round(List.of(bars), every, every, first));
      Inquiry news = Inquiry.about(ServedType.NEWS, symbol);
      rounds.add(slow(news, properties.newsEvery(), now.plus(SLOW_SPACING.multipliedBy(i))));
    }
    for (int i = 0; i < properties.economic().size(); i++) {
      Inquiry series = Inquiry.about(ServedType.ECONOMIC, properties.economic().get(i));
      Instant first = now.plus(SLOW_SPACING.multipliedBy(i));
      rounds.add(slow(series, properties.economicEvery(), first));
    }
  }

  /// The rounds whose time has come and that are not under way.
  List<Round> due(Instant now) {
    List<Round> due = new ArrayList<>();
    for (Round round : rounds) {
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
    private final List<Inquiry> inquiries;
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

    List<Inquiry> inquiries() {
      return inquiries;
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
