package dev.nautilus.hub.bridge;

import dev.nautilus.bus.lettuce.StreamFacts;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<String, String> places = new ConcurrentHashMap<>();

  /// Entries that were ever added up to the place; missing while that is not known.
  private final Map<String, Long> counted = new ConcurrentHashMap<>();

  private final Map<String, Long> backlog = new ConcurrentHashMap<>();

  /// Begins at a place.
  void begin(String stream, String place) {
    places.put(stream, place);
    counted.remove(stream);
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
    for (String stream : places.keySet()) {
      StreamFacts facts = port.facts(stream);
      String place = at(stream);
      int order = StreamFacts.compare(facts.last(), place);
      if (order < 0) {
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
