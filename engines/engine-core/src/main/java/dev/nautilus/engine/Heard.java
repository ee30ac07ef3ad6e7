package dev.nautilus.engine;

import dev.nautilus.bus.MessageId;
import java.util.Arrays;
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

  /// The numbers of one publisher: a ring of bits that grows with what it has to hold.
  private static final class Track {
    private final TreeSet<Long> missed = new TreeSet<>();
    private long[] bits = new long[1];
    private long low;
    private long high;

    boolean contains(long sequence) {
      if (sequence > high - WINDOW) {
        return sequence >= low && sequence <= high && bit(bits, sequence);
      }
      return !missed.contains(sequence);
    }

    void add(long sequence) {
      missed.remove(sequence);
      if (high == 0) {
        low = sequence;
        high = sequence;
      }
      if (sequence <= high - WINDOW) {
        return;
      }
      reach(Math.min(low, sequence), Math.max(high, sequence));
      bits[word(bits, sequence)] |= mask(sequence);
    }

    /// Makes room for numbers that have not come yet.
    private void reach(long from, long to) {
      long oldest = Math.max(from, to - WINDOW + 1);
      long[] ring = bits;
      while ((long) ring.length * Long.SIZE < to - oldest + 1) {
        ring = new long[ring.length * 2];
      }
      if (ring.length > bits.length) {
        for (long i = Math.max(oldest, low); i <= high; i++) {
          ring[word(ring, i)] |= bit(bits, i) ? mask(i) : 0;
        }
        bits = ring;
      } else {
        for (long i = Math.max(high + 1, oldest); i <= to; i++) {
          bits[word(bits, i)] &= ~mask(i);
        }
        for (long i = from; i < low; i++) {
          bits[word(bits, i)] &= ~mask(i);
        }
      }
      low = from;
      high = to;
    }

    private static boolean bit(long[] ring, long sequence) {
      return (ring[word(ring, sequence)] & mask(sequence)) != 0;
    }

    private static int word(long[] ring, long sequence) {
      return (int) (sequence / Long.SIZE % ring.length);
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
          to.text(entry.getKey().stream()).whole(entry.getKey().incarnation()).whole(track.low);
          to.whole(track.high).all(track.missed, StateOutput::whole);
          to.all(Arrays.stream(track.bits).boxed().toList(), StateOutput::whole);
        });
  }

  void read(StateInput in) {
    tracks.clear();
    in.all(
        from -> {
          Publisher publisher = new Publisher(from.text(), from.whole());
          Track track = new Track();
          track.low = from.whole();
          track.high = from.whole();
          track.missed.addAll(from.all(StateInput::whole));
          track.bits = from.all(StateInput::whole).stream().mapToLong(Long::longValue).toArray();
          return tracks.put(publisher, track) == null;
        });
  }
}
