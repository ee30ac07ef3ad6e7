package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Looks at streams without reading them: of many in one go, for one after the other takes a busy
/// server's time as often. Any thread.
final class StreamSight {
  private static final int PAGE = 1000;

  private final PortConnections connections;

  StreamSight(PortConnections connections) {
    this.connections = connections;
  }

  Map<String, StreamFacts> facts(Collection<String> streams) {
    Iterator<List<Object>> infos =
        connections
            .askAll(streams, RedisClusterAsyncCommands::xinfoStream, StreamSight::noneIfMissing)
            .iterator();
    Iterator<List<StreamMessage<String, byte[]>>> firsts =
        connections
            .askAll(
                streams, (redis, stream) -> redis.xrange(stream, Range.unbounded(), Limit.from(1)))
            .iterator();
    Map<String, StreamFacts> facts = new LinkedHashMap<>();
    for (String stream : streams) {
      facts.put(stream, facts(infos.next(), firsts.next()));
    }
    return facts;
  }

  private static List<Object> noneIfMissing(BusException refusal) {
    if (String.valueOf(refusal.getMessage()).contains("no such key")) {
      return List.of();
    }
    throw refusal;
  }

  private static StreamFacts facts(List<Object> info, List<StreamMessage<String, byte[]>> first) {
    if (info.isEmpty()) {
      return StreamFacts.NONE;
    }
    InfoRow row = InfoRow.of(info);
    return new StreamFacts(
        first.isEmpty() ? "" : first.get(0).getId(),
        row.text("last-generated-id"),
        row.number("length"),
        row.has("entries-added")
            ? OptionalLong.of(row.number("entries-added"))
            : OptionalLong.empty());
  }

  Map<String, List<GroupFacts>> groups(Collection<String> streams) {
    Iterator<List<Object>> answers =
        connections
            .askAll(streams, RedisClusterAsyncCommands::xinfoGroups, StreamSight::noneIfMissing)
            .iterator();
    Map<String, List<GroupFacts>> groups = new LinkedHashMap<>();
    for (String stream : streams) {
      groups.put(
          stream,
          answers.next().stream()
              .map(InfoRow::of)
              .map(
                  row -> new GroupFacts(row.text("name"), row.number("pending"), row.number("lag")))
              .toList());
    }
    return groups;
  }

  /// Streams without the entry that they should have.
  ///
  /// @param entries id by stream
  List<String> lacking(Map<String, String> entries) {
    Iterator<List<StreamMessage<String, byte[]>>> found =
        connections
            .askByKey(
                entries.entrySet(),
                Map.Entry::getKey,
                (redis, scripts, entry) ->
                    redis.xrange(
                        entry.getKey(),
                        Range.create(entry.getValue(), entry.getValue()),
                        Limit.from(1)))
            .iterator();
    return entries.keySet().stream().filter(stream -> found.next().isEmpty()).toList();
  }

  long countBetween(String stream, String after, String upTo) {
    long count = 0;
    String from = after;
    List<StreamMessage<String, byte[]>> page;
    do {
      Range<String> range =
          Range.from(Range.Boundary.excluding(from), Range.Boundary.including(upTo));
      page = connections.ask(stream, redis -> redis.xrange(stream, range, Limit.from(PAGE)));
      count += page.size();
      from = page.isEmpty() ? from : page.get(page.size() - 1).getId();
    } while (page.size() == PAGE);
    return count;
  }
}
