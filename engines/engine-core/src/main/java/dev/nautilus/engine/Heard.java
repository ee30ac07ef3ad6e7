package dev.nautilus.engine;

import dev.nautilus.bus.MessageId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Which messages are in the state, by publisher and stream, so that one that comes again after a
/// crash counts once. Confined to the engine thread.
///
/// Of each publisher the last 65,536 numbers are known one by one: messages of different keys may
/// overtake each other while one is tried again. What lies further back counts as heard unless its
/// reaction failed. A publisher that 4,096 others have followed is forgotten.
final class Heard {
  static final int WINDOW = 1 << 16;
  static final int MOST_PUBLISHERS = 4_096;
  private static final int MOST_MISSED = 10_000;

  private final Map<Publisher, Track> tracks = new LinkedHashMap<>(16, 0.75f, true);

  private record Publisher(String stream, long incarnation) {}

  private static final class Track {
    private final long[] bits = new long[WINDOW / Long.SIZE];
    private final TreeSet<Long> missed = new TreeSet<>();
    private long high;

    boolean contains(long sequence) {
      if (sequence > high) {
        return false;
      }
      return sequence > high - WINDOW ? bit(sequence) : !missed.contains(sequence);
    }

    boolean bit(long sequence) {
      return (bits[word(sequence)] & mask(sequence)) != 0;
    }

    void add(long sequence) {
      missed.remove(sequence);
      if (sequence > high) {
        forget(Math.min(sequence - high, WINDOW));
        high = sequence;
      }
      if (sequence > high - WINDOW) {
        bits[word(sequence)] |= mask(sequence);
      }
    }

    /// Makes room for numbers that have not come yet.
    private void forget(long count) {
      for (long i = 1; i <= count; i++) {
        long sequence = high + i;
        if (count - i >= Long.SIZE && sequence % Long.SIZE == 0) {
          bits[word(sequence)] = 0;
          i += Long.SIZE - 1;
        } else {
          bits[word(sequence)] &= ~mask(sequence);
        }
      }
    }

    private static int word(long sequence) {
      return (int) (sequence % WINDOW / Long.SIZE);
    }

    private static long mask(long sequence) {
      return 1L << (sequence % Long.SIZE);
    }
  }

  /// A message without a number of its own is a row of a snapshot, which may come as often as it
  /// likes.
  private static boolean isCounted(MessageId id) {
    return id.sequence() > 0;
  }

  boolean contains(MessageId id) {
    Track track = tracks.get(publisher(id));
    return track != null && isCounted(id) && track.contains(id.sequence());
  }

  /// The message is in the state.
  void add(MessageId id) {
    if (isCounted(id)) {
      track(id).add(id.sequence());
    }
  }

  /// The reaction to the message failed: it may come again, however late.
  void missed(MessageId id) {
    if (isCounted(id)) {
      TreeSet<Long> missed = track(id).missed;
      missed.add(id.sequence());
      if (missed.size() > MOST_MISSED) {
        missed.pollFirst();
      }
    }
  }

  /// Whether a reaction to the message has failed and none has succeeded since.
  boolean isMissed(MessageId id) {
    Track track = tracks.get(publisher(id));
    return track != null && track.missed.contains(id.sequence());
  }

  private Track track(MessageId id) {
    Track track = tracks.computeIfAbsent(publisher(id), each -> new Track());
    if (tracks.size() > MOST_PUBLISHERS) {
      tracks.remove(tracks.keySet().iterator().next());
    }
    return track;
  }

  private static Publisher publisher(MessageId id) {
    return new Publisher(id.stream(), id.incarnation());
  }

  void write(StateOutput out) {
    out.all(
        tracks.entrySet(),
        (to, entry) -> {
          Track track = entry.getValue();
          to.text(entry.getKey().stream()).whole(entry.getKey().incarnation()).whole(track.high);
          to.all(track.missed, StateOutput::whole);
          for (long word : track.bits) {
            to.whole(word);
          }
        });
  }

  void read(StateInput in) {
    tracks.clear();
    in.all(
        from -> {
          Publisher publisher = new Publisher(from.text(), from.whole());
          Track track = new Track();
          track.high = from.whole();
          track.missed.addAll(from.all(StateInput::whole));
          for (int i = 0; i < track.bits.length; i++) {
            track.bits[i] = from.whole();
          }
          return tracks.put(publisher, track) == null;
        });
  }
}
