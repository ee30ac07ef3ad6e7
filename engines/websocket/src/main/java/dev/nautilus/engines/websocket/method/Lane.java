package dev.nautilus.engines.websocket.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one subscription still has to send, and what its session has already. Not safe for many
/// threads: [Outbound] guards it.
///
/// The change that a session gets is the one from the value it has to the value it gets next,
/// whatever was skipped between them, so each mode ends in the same state.
///
/// **Cost** what waits in MERGE is a mark for each key; in the other modes a reference to an update
/// that all sessions share.
public final class Lane {
  /// What a waiting mark counts, bytes.
  static final int MARK = 64;

  private final Settings settings;
  private final ArrayDeque<Update> snapshot = new ArrayDeque<>();
  private final Map<String, Update> merged = new LinkedHashMap<>();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final Map<String, Waiting> newest = new HashMap<>();
  private final Map<String, Had> had = new HashMap<>();
  private final Map<String, Long> droppedOf = new HashMap<>();
  private boolean snapshotDue;
  private long bytes;
  private long dropped;

  /// What a subscription wants.
  ///
  /// @param channel where its updates come from
  /// @param name what the session calls it
  /// @param mode what happens when the session is slower than its data
  /// @param events whether each update stands alone instead of replacing the one before
  /// @param form how changes are written
  /// @param periodNanos least time between two messages; 0 for none
  /// @param buffer DISTINCT: most updates that wait, 1 or more
  public record Settings(
      String channel,
      String name,
      DeltaMode mode,
      boolean events,
      DeltaForm form,
      long periodNanos,
      int buffer) {
    public Settings {
      if (events && mode == DeltaMode.MERGE) {
        throw new IllegalArgumentException(
            "mode of a channel of events must be RAW, DISTINCT or COMMAND, was MERGE: nothing can"
                + " be merged");
      }
      if (buffer < 1 || periodNanos < 0) {
        throw new IllegalArgumentException(
            "buffer must be 1 or more and period 0 or more, were %d and %d"
                .formatted(buffer, periodNanos));
      }
    }
  }

  /// An update in the queue; in COMMAND a later change takes its place.
  private static final class Waiting {
    private Update update;
    private final boolean changes;

    Waiting(Update update, boolean changes) {
      this.update = update;
      this.changes = changes;
    }
  }

  /// What the session has of a key.
  private record Had(long seq, @Nullable JsonNode document) {}

  public Lane(Settings settings) {
    this.settings = settings;
  }

  public Settings settings() {
    return settings;
  }

  /// Begins with the present state; what waits is forgotten, for it is in there.
  public void begin(Collection<Update> present) {
    clear();
    had.clear();
    snapshot.addAll(present);
    snapshotDue = true;
  }

  /// Goes on where the session says it was: it has this value of a key.
  ///
  /// @param seq number of the update it was told by
  /// @param document null when it is not known any more, or of events
  public void resumeAfter(String key, long seq, @Nullable JsonNode document) {
    had.put(key, new Had(seq, document));
  }

  /// Takes an update in.
  public void offer(Update update) {
    switch (settings.mode()) {
      case MERGE -> bytes += merged.put(update.key(), update) == null ? MARK : 0;
      case COMMAND -> command(update);
      case RAW -> add(new Waiting(update, false));
      case DISTINCT -> {
        // What it stands for is told by this one.
        bytes -= merged.remove(update.key()) == null ? 0 : MARK;
        add(new Waiting(update, false));
        while (queue.size() > settings.buffer()) {
          dropOldest();
        }
      }
    }
  }

  private void add(Waiting waiting) {
    queue.addLast(waiting);
    bytes += waiting.update.bytes();
  }

  private void command(Update update) {
    Waiting last = newest.get(update.key());
    boolean exists = last == null ? has(update.key()) : !last.update.isGone();
    boolean changes = exists && !update.isGone() && !settings.events();
    if (changes && last != null && last.changes) {
      bytes += update.bytes() - last.update.bytes();
      last.update = update;
      return;
    }
    Waiting waiting = new Waiting(update, changes);
    newest.put(update.key(), waiting);
    add(waiting);
  }

  private boolean has(String key) {
    return had.containsKey(key) || snapshot.stream().anyMatch(each -> each.key().equals(key));
  }

  /// When the oldest update that may be dropped came, by the ticker.
  ///
  /// @return [Long#MAX_VALUE] when nothing may be dropped
  long oldestDroppable() {
    return settings.mode() == DeltaMode.DISTINCT && !queue.isEmpty()
        ? queue.getFirst().update.arrivedNanos()
        : Long.MAX_VALUE;
  }

  /// Drops the oldest waiting update. Of a state the next one of its key tells what it said.
  void dropOldest() {
    Update oldest = queue.removeFirst().update;
    bytes -= oldest.bytes();
    dropped++;
    droppedOf.merge(oldest.key(), 1L, Long::sum);
    boolean another =
        settings.events()
            || queue.stream().anyMatch(each -> each.update.key().equals(oldest.key()));
    if (!another) {
      // Without a later one the session would never learn it: a mark stands for it.
      bytes += merged.put(oldest.key(), oldest) == null ? MARK : 0;
    }
  }

  /// Whether something waits.
  boolean hasWork() {
    return snapshotDue || !merged.isEmpty() || !queue.isEmpty();
  }

  /// What waits, in bytes.
  long bytes() {
    return bytes;
  }

  /// Updates dropped so far.
  public long dropped() {
    return dropped;
  }

  /// Forgets what waits.
  void clear() {
    snapshot.clear();
    snapshotDue = false;
    merged.clear();
    queue.clear();
    newest.clear();
    droppedOf.clear();
    bytes = 0;
  }

  /// The next rows.
  ///
  /// @param most at most so many, 1 or more
  Batch next(int most) {
    List<Row> rows = new ArrayList<>();
    if (snapshotDue) {
      while (rows.size() < most && !snapshot.isEmpty()) {
        addRow(rows, snapshot.removeFirst());
      }
      snapshotDue = !snapshot.isEmpty();
      return new Batch(this, rows, true, !snapshotDue);
    }
    while (rows.size() < most && !queue.isEmpty()) {
      Waiting waiting = queue.removeFirst();
      newest.remove(waiting.update.key(), waiting);
      bytes -= waiting.update.bytes();
      addRow(rows, waiting.update);
    }
    Iterator<Update> marks = merged.values().iterator();
    while (rows.size() < most && marks.hasNext()) {
      Update update = marks.next();
      marks.remove();
      bytes -= MARK;
      addRow(rows, update);
    }
    return new Batch(this, rows, false, false);
  }

  private void addRow(List<Row> rows, Update update) {
    Had before = had.get(update.key());
    long from = before == null ? 0 : before.seq();
    if (from >= update.seq()) {
      // A mark for something that has been told meanwhile.
      return;
    }
    Long lost = droppedOf.remove(update.key());
    Row row = row(update, before, lost == null ? 0 : lost);
    if (row.command() == Row.Command.DELETE && before == null) {
      return;
    }
    if (row.command() == Row.Command.DELETE) {
      had.remove(update.key());
    } else {
      had.put(update.key(), had(update));
    }
    rows.add(row);
  }

  private Had had(Update update) {
    return new Had(update.seq(), settings.events() ? null : update.document());
  }

  private Row row(Update update, @Nullable Had before, long lost) {
    long from = before == null ? 0 : before.seq();
    if (settings.events()) {
      return new Row(Row.Command.EVENT, from, null, update, lost);
    }
    if (update.isGone()) {
      return new Row(Row.Command.DELETE, from, null, update, lost);
    }
    JsonNode document = before == null ? null : before.document();
    return document == null
        ? new Row(Row.Command.ADD, from, null, update, lost)
        : new Row(Row.Command.UPDATE, from, document, update, lost);
  }

  /// The number of the last update of each key that the session has.
  Map<String, Long> told() {
    Map<String, Long> told = new HashMap<>();
    had.forEach((key, each) -> told.put(key, each.seq()));
    return told;
  }
}
