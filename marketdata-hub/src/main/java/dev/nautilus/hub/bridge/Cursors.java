package dev.nautilus.hub.bridge;

import dev.nautilus.bus.lettuce.StreamFacts;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far each stream of one Redis has been carried, and whether entries went away before they
/// were. Changed by the carrying thread alone; any thread may ask.
///
/// Losses are found by counting: Redis 7 knows how many entries a stream ever had. At the end of a
/// stream that must be how many were read.
final class Cursors {
  private static final Logger log = LoggerFactory.getLogger(Cursors.class);

  /// Name of a memo, before the stream's.
  static final String MEMO = "count ";

  private final Map<String, String> places = new ConcurrentHashMap<>();

  /// Entries that were ever added up to the place; missing while that is not known.
  private final Map<String, Long> counted = new ConcurrentHashMap<>();

  private final List<String> reset = new ArrayList<>();
  private final Map<String, Long> backlog = new ConcurrentHashMap<>();

  /// Begins at a place.
  void begin(String stream, String place) {
    places.put(stream, place);
    counted.remove(stream);
  }

  /// Begins where an earlier bridge left off, with what that one had counted, if it still means
  /// anything.
  ///
  /// @param memo what [#memos] said of the stream; empty when there is none
  void begin(String stream, String place, String memo, StreamPort port) {
    begin(stream, place);
    StreamFacts facts = port.facts(stream);
    OptionalLong known = counted(stream, place, memo, port);
    if (known.isPresent()) {
      counted.put(stream, known.getAsLong());
    } else if (facts.added().isPresent() && facts.last().equals(place)) {
      counted.put(stream, facts.added().getAsLong());
    }
  }

  private static OptionalLong counted(String stream, String place, String memo, StreamPort port) {
    int space = memo.indexOf(' ');
    if (space < 0) {
      return OptionalLong.empty();
    }
    String then = memo.substring(0, space);
    long count = Long.parseLong(memo, space + 1, memo.length(), 10);
    if (then.equals(place)) {
      return OptionalLong.of(count);
    }
    String first = port.facts(stream).first();
    boolean whole = !first.isEmpty() && Places.isAt(then, first) && Places.isAt(place, then);
    return whole
        ? OptionalLong.of(count + port.countBetween(stream, then, place))
        : OptionalLong.empty();
  }

  /// The place that a memo was taken at; empty when there is none.
  static String placeOf(String memo) {
    int space = memo.indexOf(' ');
    return space < 0 ? "" : memo.substring(0, space);
  }

  /// How many entries had been added up to the place of each stream, to be kept for the next
  /// bridge. The carrying thread, or when it has ended.
  Map<String, String> memos() {
    Map<String, String> memos = new LinkedHashMap<>();
    counted.forEach((stream, count) -> memos.put(MEMO + stream, at(stream) + ' ' + count));
    return memos;
  }

  boolean has(String stream) {
    return places.containsKey(stream);
  }

  /// Where each stream is, for reading on.
  Map<String, String> all() {
    return new LinkedHashMap<>(places);
  }

  /// Where a stream is; before everything when it is not read.
  String at(String stream) {
    return places.getOrDefault(stream, Places.START);
  }

  /// Goes on behind what was read of one stream.
  void passed(String stream, List<StreamRow> rows) {
    places.put(stream, rows.getLast().id());
    counted.computeIfPresent(stream, (_, before) -> before + rows.size());
  }

  /// Streams that were begun anew since this was asked last. The carrying thread only.
  List<String> takeReset() {
    List<String> taken = List.copyOf(reset);
    reset.clear();
    return taken;
  }

  /// Entries behind the places as they were when last looked at.
  long backlog() {
    return backlog.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Looks at every stream: begins anew with one whose server has lost its memory, and counts what
  /// went away unread.
  ///
  /// @return entries lost by stream, those of streams that lost some
  Map<String, Long> look(StreamPort port) {
    Map<String, Long> lost = new LinkedHashMap<>();
    // What is carried meanwhile, by the thread that looks, is nothing: places and facts agree.
    for (Map.Entry<String, StreamFacts> each : port.facts(all().keySet()).entrySet()) {
      String stream = each.getKey();
      StreamFacts facts = each.getValue();
      String place = at(stream);
      int order = StreamFacts.compare(facts.last(), place);
      if (order < 0) {
        reset.add(stream);
        log.warn("{} ends at {}, before {}: its server lost it", stream, facts.last(), place);
        begin(stream, Places.START);
        backlog.put(stream, facts.length());
      } else if (facts.added().isPresent()) {
        long missing = missing(stream, facts, order == 0);
        if (missing > 0) {
          lost.put(stream, missing);
        }
      }
    }
    return lost;
  }

  private long missing(String stream, StreamFacts facts, boolean atEnd) {
    long added = facts.added().orElseThrow();
    Long known = counted.get(stream);
    if (atEnd) {
      backlog.put(stream, 0L);
      counted.put(stream, added);
      return known == null ? 0 : Math.max(0, added - known);
    }
    if (known == null) {
      backlog.put(stream, facts.length());
      return 0;
    }
    backlog.put(stream, Math.max(0, added - known));
    long gone = added - facts.length() - known;
    boolean passed = !facts.first().isEmpty() && !Places.isAt(at(stream), facts.first());
    if (!passed || gone <= 0) {
      return 0;
    }
    counted.put(stream, known + gone);
    return gone;
  }
}
