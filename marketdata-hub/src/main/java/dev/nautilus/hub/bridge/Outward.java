package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Lane;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch;
import dev.nautilus.bus.lettuce.CarriedBatch.NewEntry;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
import dev.nautilus.hub.terms.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries what is native to one bus to main Redis. Confined to one thread, but for [#isAt].
///
/// How far a stream has been carried is written to main in one piece with what was carried, so a
/// restart of either side goes on exactly there.
final class Outward implements Carrier.Way {
  /// Where main keeps how far each bus stream has been carried.
  static final String POSITIONS = "nautilus:bridge";

  /// Frames of one stream that are read at a time. Under load many are small.
  private static final int COUNT = 256;

  /// Messages that are written in one piece: a script of a few milliseconds, for which others wait.
  private static final int MOST = 512;

  /// Messages in all pieces that are written without waiting in between: some megabytes.
  private static final int AT_ONCE = 16 * MOST;

  private static final long SAVE_EVERY = TimeUnit.SECONDS.toNanos(1);

  private final StreamPort bus;
  private final StreamPort main;
  private final Passage passage;
  private final BridgeMeters meters;
  private final OutwardEntries entries;
  private final Map<String, BusStream> streams = new LinkedHashMap<>();
  private final Cursors cursors = new Cursors();

  /// What main has written down, which lags where there was nothing to carry.
  private final Map<String, String> saved = new ConcurrentHashMap<>();

  private long saveAtNanos = System.nanoTime();

  /// A fence has passed: main is told at once how far each stream is, because a move waits for it.
  private boolean fencePassed;

  Outward(
      StreamPort bus,
      StreamPort main,
      List<BusStream> streams,
      Passage passage,
      OutwardSettings settings) {
    this.bus = bus;
    this.main = main;
    this.passage = passage;
    this.meters = settings.meters();
    this.entries = new OutwardEntries(meters, settings.replies(), settings.storage());
    // What is urgent goes first.
    streams.stream()
        .sorted(Comparator.comparing(stream -> stream.lane() != Lane.EXPRESS))
        .forEach(stream -> this.streams.put(stream.name(), stream));
  }

  /// @param replies told of requests that cross
  /// @param storage holds back what may not be stored
  record OutwardSettings(BridgeMeters meters, Replies replies, Storage storage) {}

  /// Begins where an earlier bridge left off, else where a first one begins.
  void begin(Map<String, String> positions, FirstPlace first) {
    Map<String, String> fresh = new LinkedHashMap<>();
    for (String stream : streams.keySet()) {
      String place = first.resumes() ? positions.get(stream) : null;
      if (place == null) {
        place = first.of(bus.facts(stream));
        fresh.put(stream, place);
      }
      cursors.begin(stream, place, positions.getOrDefault(Cursors.MEMO + stream, ""), bus);
      saved.put(stream, place);
    }
    if (!fresh.isEmpty()) {
      main.put(POSITIONS, fresh);
    }
  }

  @Override
  public Direction direction() {
    return Direction.TO_MAIN;
  }

  @Override
  public void step(Duration longest) {
    List<StreamRow> rows = bus.read(cursors.all(), COUNT, longest);
    Map<String, List<StreamRow>> byStream = new LinkedHashMap<>();
    streams.keySet().forEach(stream -> byStream.put(stream, new ArrayList<>()));
    rows.forEach(row -> byStream.getOrDefault(row.stream(), new ArrayList<>()).add(row));
    byStream.values().removeIf(List::isEmpty);
    if (!byStream.isEmpty()) {
      passage.carry(() -> carry(byStream));
    }
    save();
  }

  /// Some frames of one stream, and what they hold for main.
  private record Piece(List<StreamRow> rows, CarriedBatch<NewEntry> batch) {
    String stream() {
      return batch.source();
    }

    /// Whether there is something to write.
    boolean isNews() {
      return !batch.items().isEmpty();
    }
  }

  /// All streams in one go: main is asked once for many pieces, each of which is written whole or
  /// not at all.
  private void carry(Map<String, List<StreamRow>> byStream) {
    List<Piece> pieces = new ArrayList<>();
    Set<String> elsewhere = new HashSet<>();
    byStream.forEach((stream, rows) -> pack(rows, streams.get(stream), pieces, elsewhere));
    write(pieces, elsewhere);
  }

  /// @param elsewhere streams to be read from another place: nothing more of them is written
  private void pack(
      List<StreamRow> rows, @Nullable BusStream from, List<Piece> pieces, Set<String> elsewhere) {
    if (from == null) {
      return;
    }
    String before = saved.getOrDefault(from.name(), "");
    List<NewEntry> fresh = new ArrayList<>();
    int begun = 0;
    for (int i = 0; i < rows.size() && !elsewhere.contains(from.name()); i++) {
      fencePassed |= entries.add(rows.get(i), from, fresh);
      if (fresh.size() >= MOST || i == rows.size() - 1) {
        String last = rows.get(i).id();
        pieces.add(
            new Piece(
                rows.subList(begun, i + 1),
                new CarriedBatch<>(from.name(), before, last, List.copyOf(fresh))));
        before = fresh.isEmpty() ? before : last;
        fresh.clear();
        begun = i + 1;
        if (pieces.stream().mapToInt(piece -> piece.batch().items().size()).sum() >= AT_ONCE) {
          write(pieces, elsewhere);
          pieces.clear();
        }
      }
    }
  }

  private void write(List<Piece> pieces, Set<String> elsewhere) {
    List<Piece> news = pieces.stream().filter(Piece::isNews).toList();
    Iterator<CarriedBatch.Outcome> outcomes =
        main.carryOut(POSITIONS, news.stream().map(Piece::batch).toList()).iterator();
    for (Piece piece : pieces) {
      boolean moved = piece.isNews() && outcomes.next() == CarriedBatch.Outcome.MOVED;
      // What follows in that stream was not written either, and is read again.
      if (elsewhere.contains(piece.stream())) {
        continue;
      }
      if (moved) {
        elsewhere.add(piece.stream());
        moved(piece.stream(), piece.batch().before());
      } else {
        passed(piece);
      }
    }
  }

  private void passed(Piece piece) {
    cursors.passed(piece.stream(), piece.rows());
    if (piece.isNews()) {
      String last = piece.batch().last();
      saved.put(piece.stream(), last);
      passage.carried(piece.stream(), last);
      meters.carried(Direction.TO_MAIN, piece.batch().items().size(), piece.rows().getFirst().id());
    }
  }

  /// Main names another place: it lost what it had not yet on disk, or all of it, or somebody else
  /// carries too. What it says counts; when it says nothing, what was carried before is as lost to
  /// it as the rest.
  private void moved(String stream, String before) {
    String place = main.hash(POSITIONS).get(stream);
    if (place != null) {
      saved.put(stream, place);
      cursors.begin(stream, place);
    } else if (!before.isEmpty()) {
      saved.put(stream, "");
    }
  }

  /// Where there was nothing to carry, main is told from time to time, so that a restart does not
  /// begin far back.
  private void save() {
    long now = System.nanoTime();
    if (now - saveAtNanos < 0 && !fencePassed) {
      return;
    }
    saveAtNanos = now + SAVE_EVERY;
    fencePassed = false;
    List<CarriedBatch<NewEntry>> places = new ArrayList<>();
    for (String stream : streams.keySet()) {
      String place = cursors.at(stream);
      String before = saved.getOrDefault(stream, "");
      if (!place.equals(before)) {
        places.add(new CarriedBatch<>(stream, before, place, List.of()));
      }
    }
    Iterator<CarriedBatch.Outcome> outcomes = main.carryOut(POSITIONS, places).iterator();
    for (CarriedBatch<NewEntry> each : places) {
      if (outcomes.next() == CarriedBatch.Outcome.MOVED) {
        moved(each.source(), each.before());
      } else {
        saved.put(each.source(), each.last());
        passage.carried(each.source(), each.last());
      }
    }
  }

  /// Whether a stream has been carried up to an entry. Any thread.
  boolean isAt(String stream, String entry) {
    return Places.isAt(cursors.at(stream), entry);
  }

  @Override
  public Map<String, Long> look() {
    Map<String, Long> lost = cursors.look(bus);
    main.put(POSITIONS, cursors.memos());
    return lost;
  }

  /// Entries still to be carried, when last looked.
  long backlog() {
    return cursors.backlog();
  }
}
