package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits for one stream, in order. While the server is away it keeps of each STATE type and
/// key only the newest, in the newest one's place: behind the events published before it.
///
/// Messages that are given up leave their numbers to the next one as numbers to skip; where a
/// message is taken out of the middle these move to the one that replaced it, so that none is lost.
/// Guarded by its [StreamBuffer].
final class Backlog {
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();

  /// Takes the queue's part while the server is away; null while it is there.
  private @Nullable Map<Object, Pending> newest;

  /// Numbers to leave out behind the last that waits.
  private long skipped;

  private record StateKey(String type, String key) {}

  boolean isEmpty() {
    return queue.isEmpty() && (newest == null || newest.isEmpty());
  }

  int size() {
    return queue.size() + (newest == null ? 0 : newest.size());
  }

  /// When the oldest was accepted; the largest number when none waits. Asking ends conflation.
  long acceptedNanos() {
    Pending head = head();
    return head == null ? Long.MAX_VALUE : head.acceptedNanos();
  }

  /// The one whose place this message would take; null when it would take none.
  @Nullable Pending replacedBy(Pending next) {
    return newest == null ? null : newest.get(place(next));
  }

  /// Puts a message behind all others.
  void add(Pending next) {
    long numbers = next.skipped() + skipped;
    skipped = 0;
    if (newest == null) {
      queue.add(numbers == 0 ? next : next.skipping(numbers));
      return;
    }
    Object place = place(next);
    Pending older = newest.remove(place);
    numbers += older == null ? 0 : older.skipped();
    newest.put(place, numbers == 0 ? next : next.skipping(numbers));
  }

  /// Leaves out so many numbers behind the last that waits.
  void skip(long numbers) {
    skipped += numbers;
  }

  /// The server is away: from now on only the newest of each state stays.
  ///
  /// @return those that were replaced
  List<Pending> conflate() {
    if (newest != null) {
      return List.of();
    }
    newest = new LinkedHashMap<>();
    long behind = skipped;
    skipped = 0;
    List<Pending> replaced = new ArrayList<>();
    for (Pending next = queue.poll(); next != null; next = queue.poll()) {
      Pending older = replacedBy(next);
      if (older != null) {
        replaced.add(older);
      }
      add(next);
    }
    skipped = behind;
    return replaced;
  }

  /// The oldest that waits; null when none does. Asking ends conflation: the server is there.
  @Nullable Pending head() {
    settle();
    return queue.peek();
  }

  /// Takes the oldest that waits.
  Pending take() {
    settle();
    return queue.remove();
  }

  /// Takes those that were accepted at or before this ticker reading. Their numbers are skipped.
  List<Pending> takeAcceptedUntil(long nanos) {
    boolean conflating = newest != null;
    settle();
    List<Pending> taken = new ArrayList<>();
    long numbers = 0;
    for (Pending head = queue.peek();
        head != null && head.acceptedNanos() - nanos <= 0;
        head = queue.peek()) {
      taken.add(queue.remove());
      numbers += head.skipped() + 1;
    }
    Pending head = queue.poll();
    if (head == null) {
      skipped += numbers;
    } else {
      queue.addFirst(numbers == 0 ? head : head.skipping(head.skipped() + numbers));
    }
    if (conflating) {
      conflate();
    }
    return taken;
  }

  /// Takes everything.
  List<Pending> takeAll() {
    settle();
    List<Pending> all = List.copyOf(queue);
    queue.clear();
    return all;
  }

  /// Numbers to leave out before the next message, whichever it will be; the caller counts them
  /// from now on.
  long takeSkipped() {
    settle();
    Pending head = queue.poll();
    if (head == null) {
      long numbers = skipped;
      skipped = 0;
      return numbers;
    }
    queue.addFirst(head.skipped() == 0 ? head : head.skipping(0));
    return head.skipped();
  }

  private void settle() {
    if (newest != null) {
      queue.addAll(newest.values());
      newest = null;
    }
  }

  /// Where a message stands while the server is away: a state at its key, an event for itself.
  private static Object place(Pending pending) {
    return pending.kind() == MessageType.Kind.STATE
        ? new StateKey(pending.message().typeName(), pending.message().conflationKey())
        : new Object();
  }
}
