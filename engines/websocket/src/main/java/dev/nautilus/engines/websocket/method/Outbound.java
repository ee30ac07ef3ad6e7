package dev.nautilus.engines.websocket.method;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// All that one session still has to send, in whose turn, and whether the session is too slow. Safe
/// for many threads; nothing here waits.
///
/// **Turns** what the gateway says itself (answers, errors) goes first, then the subscriptions one
/// after the other, each as often as its rate allows.
///
/// **Too slow** is a session when one message has taken longer than the time limit, or when more
/// bytes wait than the buffer limit. Source: Spring Framework,
/// `ConcurrentWebSocketSessionDecorator`.
public final class Outbound {
  private static final long IDLE = Long.MAX_VALUE;

  private final Limits limits;
  private final ArrayDeque<String> said = new ArrayDeque<>();
  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private boolean sending;
  private long sendingSince;
  private long saidBytes;
  private long dropped;
  private @Nullable String failure;

  /// What a session is held against.
  ///
  /// @param session name for messages
  /// @param sendTime longest time that one message may take
  /// @param buffer most bytes that wait
  /// @param overflow what happens when more wait
  /// @param rows most rows in a message
  public record Limits(
      String session, Duration sendTime, long buffer, Overflow overflow, int rows) {
    public Limits {
      if (!sendTime.isPositive() || buffer < 1 || rows < 1) {
        throw new IllegalArgumentException(
            "limits must be more than 0, were %s, %d bytes, %d rows"
                .formatted(sendTime, buffer, rows));
      }
    }
  }

  /// What happens to a session with too much to send.
  public enum Overflow {
    /// It ends.
    TERMINATE,
    /// The oldest updates that may be dropped are; when that is not enough, it ends.
    DROP
  }

  /// A subscription and when it may speak next, by the ticker.
  private static final class Turn {
    private final Lane lane;
    private long notBefore = Long.MIN_VALUE;

    Turn(Lane lane) {
      this.lane = lane;
    }

    boolean isDue(long now) {
      return lane.hasWork() && (notBefore == Long.MIN_VALUE || now - notBefore >= 0);
    }
  }

  /// What goes next: a text of the gateway, or rows of a subscription.
  public sealed interface Next {
    /// Something of the gateway's own.
    ///
    /// @param text a whole message
    record Said(String text) implements Next {}

    /// Rows of a subscription.
    ///
    /// @param batch rows to be written
    record Rows(Batch batch) implements Next {}
  }

  public Outbound(Limits limits) {
    this.limits = limits;
  }

  /// Says something of the gateway's own.
  public synchronized void say(String text) {
    said.addLast(text);
    saidBytes += text.length();
  }

  /// A subscription of that name; empty when there is none.
  public synchronized Optional<Lane> lane(String name) {
    return Optional.ofNullable(turns.get(name)).map(turn -> turn.lane);
  }

  /// How many subscriptions there are.
  public synchronized int lanes() {
    return turns.size();
  }

  /// Adds a subscription that begins with the present state, in the place of one of the same name:
  /// what that had waiting is purged.
  public synchronized void begin(Lane lane, Collection<Update> present) {
    lane.begin(present);
    put(lane);
  }

  /// Adds a subscription that goes on, in the place of one of the same name.
  ///
  /// @param missed what its session is told first
  public synchronized void resume(Lane lane, Collection<Update> missed) {
    missed.forEach(lane::offer);
    put(lane);
  }

  private void put(Lane lane) {
    Turn before = turns.put(lane.settings().name(), new Turn(lane));
    if (before != null) {
      dropped += before.lane.dropped();
    }
  }

  /// Ends a subscription and purges what it had waiting.
  ///
  /// @return whether there was one
  public synchronized boolean remove(String name) {
    Turn removed = turns.remove(name);
    if (removed != null) {
      dropped += removed.lane.dropped();
    }
    return removed != null;
  }

  /// Takes an update in for a subscription, unless that has ended.
  public synchronized void offer(Lane lane, Update update) {
    Turn turn = turns.get(lane.settings().name());
    if (turn != null && turn.lane == lane) {
      lane.offer(update);
    }
  }

  /// Takes what goes next; the message counts as being sent until [#sent].
  ///
  /// @param now ticker reading
  public synchronized Optional<Next> take(long now) {
    String text = said.pollFirst();
    if (text != null) {
      saidBytes -= text.length();
      begin(now);
      return Optional.of(new Next.Said(text));
    }
    List<Turn> due = new ArrayList<>();
    turns.values().stream().filter(turn -> turn.isDue(now)).forEach(due::add);
    for (Turn turn : due) {
      Batch batch = turn.lane.next(limits.rows());
      // Last in the order of turns, so that a busy channel does not hold up the others.
      turns.remove(turn.lane.settings().name());
      turns.put(turn.lane.settings().name(), turn);
      if (!batch.rows().isEmpty() || batch.snapshot()) {
        turn.notBefore = now + turn.lane.settings().periodNanos();
        begin(now);
        return Optional.of(new Next.Rows(batch));
      }
    }
    return Optional.empty();
  }

  private void begin(long now) {
    sending = true;
    sendingSince = now;
  }

  /// The message that was taken is sent.
  public synchronized void sent() {
    sending = false;
  }

  /// How long until something may be taken; [Long#MAX_VALUE] when nothing waits.
  public synchronized long nanosUntilNext(long now) {
    if (!said.isEmpty()) {
      return 0;
    }
    long next = IDLE;
    for (Turn turn : turns.values()) {
      if (turn.lane.hasWork()) {
        next = Math.min(next, turn.isDue(now) ? 0 : turn.notBefore - now);
      }
    }
    return next;
  }

  /// Holds the session against its limits, dropping what may be dropped.
  ///
  /// @return why it must end with [CloseCode#NOT_RELIABLE]; empty when it is well. Once too slow,
  ///   always too slow.
  public synchronized Optional<String> failure(long now) {
    if (failure == null) {
      failure = found(now);
    }
    return Optional.ofNullable(failure);
  }

  private @Nullable String found(long now) {
    if (sending && now - sendingSince > limits.sendTime().toNanos()) {
      return "Send time %d (ms) for session '%s' exceeded the allowed limit %d"
          .formatted(
              TimeUnit.NANOSECONDS.toMillis(now - sendingSince),
              limits.session(),
              limits.sendTime().toMillis());
    }
    while (bufferedBytes() > limits.buffer() && limits.overflow() == Overflow.DROP) {
      if (!dropOldest()) {
        break;
      }
    }
    long buffered = bufferedBytes();
    return buffered > limits.buffer()
        ? "Buffer size %d bytes for session '%s' exceeds the allowed limit %d"
            .formatted(buffered, limits.session(), limits.buffer())
        : null;
  }

  private boolean dropOldest() {
    Lane oldest = null;
    long since = Long.MAX_VALUE;
    for (Turn turn : turns.values()) {
      if (turn.lane.oldestDroppable() < since) {
        oldest = turn.lane;
        since = turn.lane.oldestDroppable();
      }
    }
    if (oldest != null) {
      oldest.dropOldest();
    }
    return oldest != null;
  }

  /// The code that a session really ends with: one that is too slow ends as that, whatever was
  /// meant.
  public CloseCode closing(CloseCode meant, long now) {
    return failure(now).isPresent() ? CloseCode.NOT_RELIABLE : meant;
  }

  /// What waits, in bytes.
  public synchronized long bufferedBytes() {
    return saidBytes + turns.values().stream().mapToLong(turn -> turn.lane.bytes()).sum();
  }

  /// Updates dropped so far.
  public synchronized long dropped() {
    return dropped + turns.values().stream().mapToLong(turn -> turn.lane.dropped()).sum();
  }

  /// The number of the last update that the session has of each key, by subscription.
  ///
  /// @param most at most so many keys in all
  public synchronized Map<String, Map<String, Long>> told(int most) {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    int left = most;
    for (Turn turn : turns.values()) {
      Map<String, Long> some = new LinkedHashMap<>();
      turn.lane.told().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .limit(left)
          .forEach(each -> some.put(each.getKey(), each.getValue()));
      left -= some.size();
      all.put(turn.lane.settings().name(), some);
    }
    return all;
  }
}
