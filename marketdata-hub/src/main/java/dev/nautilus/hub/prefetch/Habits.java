package dev.nautilus.hub.prefetch;

import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The habits of one engine. A situation is what it just asked for, the last two things it asked
/// for, or the last three types it asked for about one instrument, whichever instrument that is:
/// who looks at quote, book and news of one company and then at its figures will do so with the
/// next. What follows within a few questions counts as a follower, so that something in between
/// does not hide it, and so that there is time to fetch it.
///
/// Bounded: the situations that did not occur for longest are forgotten.
///
/// Not safe by itself: used by the one thread that learns.
final class Habits {
  private static final int NEAR = 4;
  private static final int FAR = 16;
  private static final int TRAIL = 3;
  private static final int MOST_TRAILS = 1000;

  private final double confidence;
  private final Map<Object, Habit> habits;
  private final Map<InstrumentId, List<ServedType>> trails = lru(MOST_TRAILS);
  private final Deque<Occurrence> open = new ArrayDeque<>();
  private @Nullable Topic previous;
  private long position;

  /// The last two topics.
  private record Pair(@Nullable Topic before, Topic now) {}

  /// The last types about one instrument, whichever.
  private record Shape(List<ServedType> types) {}

  /// A situation that occurred and whose followers are awaited.
  ///
  /// @param instrument whose types follow a shape; null for the other situations
  private record Occurrence(
      Habit habit, @Nullable InstrumentId instrument, long end, Set<Object> followed) {
    void see(Topic topic) {
      if (instrument == null) {
        followed.add(topic);
      } else if (instrument.equals(topic.instrument())) {
        followed.add(topic.type());
      }
    }
  }

  Habits(int mostContexts, double confidence) {
    this.confidence = confidence;
    this.habits = lru(mostContexts);
  }

  private static <K, V> Map<K, V> lru(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /// Takes note of a question, and says what is likely to follow.
  Set<Topic> observe(Topic topic) {
    position++;
    for (Occurrence each : open) {
      each.see(topic);
    }
    open.removeIf(
        each -> {
          if (each.end() > position) {
            return false;
          }
          each.habit().settle(each.followed());
          return true;
        });
    Set<Topic> likely = new HashSet<>();
    situation(topic, null, NEAR, topic, likely);
    situation(new Pair(previous, topic), null, NEAR, topic, likely);
    situation(new Shape(trail(topic)), topic.instrument(), FAR, topic, likely);
    previous = topic;
    likely.remove(topic);
    return likely;
  }

  private List<ServedType> trail(Topic topic) {
    List<ServedType> before = trails.getOrDefault(topic.instrument(), List.of());
    List<ServedType> trail = new ArrayList<>(before);
    trail.add(topic.type());
    List<ServedType> now =
        List.copyOf(trail.subList(Math.max(0, trail.size() - TRAIL), trail.size()));
    trails.put(topic.instrument(), now);
    return now;
  }

  private void situation(
      Object key, @Nullable InstrumentId frame, int horizon, Topic topic, Set<Topic> likely) {
    Habit habit = habits.computeIfAbsent(key, _ -> new Habit());
    habit.expectations(
        (what, sure) -> {
          if (sure >= confidence) {
            likely.add(
                what instanceof ServedType type
                    ? new Topic(type, topic.instrument())
                    : (Topic) what);
          }
        });
    open.add(new Occurrence(habit, frame, position + horizon, new HashSet<>(4)));
  }

  int size() {
    return habits.size();
  }
}
