package dev.nautilus.hub.prefetch;

import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What is known of one engine: its habits, the guesses that are open, and how good they were.
///
/// A guess is right when it is asked for within the engine's next 64 questions, else wrong. Not
/// safe by itself: used by the one thread that learns.
final class Mind {
  private static final int HORIZON = 64;
  private static final int MOST_OPEN = 512;

  private final Habits habits;
  private final Score score;
  private final Predicate<ServedType> worthwhile;
  private final Predicate<Topic> atHand;
  private final Map<Topic, Guess> open = new LinkedHashMap<>();
  private final MindReport.Counts counts = new MindReport.Counts();
  private long position;

  private static final class Guess {
    private final long end;
    private final boolean spoken;
    private boolean fetched;

    Guess(long end, boolean spoken) {
      this.end = end;
      this.spoken = spoken;
    }
  }

  Mind(PrefetchProperties properties, Predicate<ServedType> worthwhile, Predicate<Topic> atHand) {
    this.habits = new Habits(properties.contextsPerEngine(), properties.confidence());
    this.score = new Score(properties.silentBelow(), properties.speakFrom());
    this.worthwhile = worthwhile;
    this.atHand = atHand;
  }

  /// Takes note of a question and says what to fetch; nothing while it is silent.
  ///
  /// @param missed whether a vendor had to be called for it
  List<Topic> observe(Topic topic, boolean missed) {
    position++;
    settle(topic, missed);
    List<Topic> fetch = new ArrayList<>();
    for (Topic each : habits.observe(topic)) {
      if (isWorthGuessing(each)) {
        boolean spoken = !score.isSilent();
        open.put(each, new Guess(position + HORIZON, spoken));
        counts.guessed++;
        if (spoken) {
          fetch.add(each);
        }
      }
    }
    return fetch;
  }

  /// What is there anyway is not guessed: being right about it would save nothing, and prove
  /// nothing about guesses that cost a call.
  private boolean isWorthGuessing(Topic topic) {
    return worthwhile.test(topic.type())
        && !open.containsKey(topic)
        && open.size() < MOST_OPEN
        && !atHand.test(topic);
  }

  /// A guess was fetched: a call was made for it.
  void fetched(Topic topic) {
    counts.fetched++;
    Guess guess = open.get(topic);
    if (guess == null) {
      counts.used++;
    } else {
      guess.fetched = true;
    }
  }

  private void settle(Topic topic, boolean missed) {
    Guess mine = open.remove(topic);
    if (mine != null) {
      score.settle(true);
      counts.right++;
      counts.spoken += mine.spoken ? 1 : 0;
      counts.spokenAndServed += mine.spoken && !missed ? 1 : 0;
      counts.used += mine.fetched ? 1 : 0;
    } else if (missed && worthwhile.test(topic.type())) {
      counts.missed++;
    }
    Iterator<Guess> eldest = open.values().iterator();
    while (eldest.hasNext()) {
      Guess guess = eldest.next();
      if (guess.end > position) {
        break;
      }
      eldest.remove();
      score.settle(false);
      counts.wrong++;
      counts.wasted += guess.fetched ? 1 : 0;
    }
  }

  MindReport report() {
    return MindReport.of(counts, score.isSilent(), habits.size());
  }
}
