package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.ServerLoad;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The Redis of a bus as a bridge between streams sees it: one connection that waits for entries
/// and one for everything else, each opened when it is needed and again after it broke; of a
/// cluster two for each partition. Nothing is sent again by itself.
///
/// One thread reads; any thread may ask the rest, and each waits for its own answer. What Redis
/// refuses or does not answer is a [BusException].
public final class StreamPort implements AutoCloseable {
  private static final int SCAN = 1000;

  /// Where a server is asked about nothing that it holds.
  private static final String NO_KEY = "";

  private final PortConnections connections;
  private final PortReads reads;
  private final StreamSight sight;

  /// Connects when it is first asked.
  ///
  /// @param clientName shown by CLIENT LIST
  public StreamPort(BusAddress address, String clientName) {
    this.connections = new PortConnections(address, clientName);
    this.reads = new PortReads(connections);
    this.sight = new StreamSight(connections);
  }

  /// Where it is.
  public BusAddress address() {
    return connections.address();
  }

  /// Waits for entries behind these places. The reading thread only.
  ///
  /// @param after entry id by stream; a stream need not exist
  /// @param count most entries of each stream
  /// @param longest how long it waits, at least a millisecond and below the command timeout
  public List<StreamRow> read(Map<String, String> after, int count, Duration longest) {
    return reads.read(after, count, longest);
  }

  /// Writes batches of entries to legacy streams, each all or nothing, all in one go. Batches of
  /// the same source follow each other.
  ///
  /// @param positions hash of how far each source has been carried
  /// @return what became of each, in order
  public List<CarriedBatch.Outcome> carryOut(
      String positions, List<CarriedBatch<CarriedBatch.NewEntry>> batches) {
    return connections
        .askByKey(
            batches,
            batch -> positions,
            (redis, scripts, batch) -> scripts.out(redis, positions, batch))
        .stream()
        .map(answer -> CarriedBatch.outcome(text(answer)))
        .toList();
  }

  /// Writes batches of frames to bus streams, each all or nothing, all in one go.
  ///
  /// @return what became of each, in order
  public List<CarriedBatch.Written> carryIn(List<CarriedBatch.Frames> batches) {
    return connections
        .askByKey(
            batches,
            batch -> batch.stream().name(),
            (redis, scripts, batch) -> scripts.in(redis, batch))
        .stream()
        .map(StreamPort::text)
        .map(
            answer -> {
              CarriedBatch.Outcome outcome = CarriedBatch.outcome(answer);
              return new CarriedBatch.Written(
                  outcome, outcome == CarriedBatch.Outcome.WRITTEN ? answer : "");
            })
        .toList();
  }

  /// Writes a fence to streams of this bus.
  ///
  /// @param goodbye heartbeat of the same publisher that says nothing more comes
  /// @return of each stream the fence's entry id, then each publisher and its last sequence in turn
  public Map<BusStream, List<String>> fence(
      Collection<BusStream> streams, byte[] frame, byte[] goodbye) {
    Iterator<List<Object>> answers =
        connections
            .askByKey(
                streams,
                BusStream::name,
                (redis, scripts, stream) -> scripts.fence(redis, stream, frame, goodbye))
            .iterator();
    Map<BusStream, List<String>> fences = new LinkedHashMap<>();
    for (BusStream stream : streams) {
      fences.put(
          stream,
          answers.next().stream()
              .map(each -> each instanceof byte[] bytes ? text(bytes) : String.valueOf(each))
              .toList());
    }
    return fences;
  }

  /// Adds an entry; answers its id.
  ///
  /// @param fields names and values in turn
  public String add(String stream, byte[][] fields) {
    return add(List.of(stream), fields).values().iterator().next();
  }

  /// Adds the same entry to streams; answers its id in each.
  ///
  /// @param fields names and values in turn
  public Map<String, String> add(Collection<String> streams, byte[][] fields) {
    Map<String, byte[]> body = new LinkedHashMap<>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      body.put(text(fields[i]), fields[i + 1]);
    }
    Iterator<String> ids =
        connections.askAll(streams, (redis, stream) -> redis.xadd(stream, body)).iterator();
    Map<String, String> byStream = new LinkedHashMap<>();
    streams.forEach(stream -> byStream.put(stream, ids.next()));
    return byStream;
  }

  /// Trims streams that groups read by age and number, in one go, never what a group still owes.
  public void trim(Collection<String> streams, Duration retention, long most) {
    connections.askByKey(
        streams,
        stream -> stream,
        (redis, scripts, stream) -> scripts.trim(redis, stream, retention, most));
  }

  /// A hash; empty when there is none.
  public Map<String, String> hash(String key) {
    Map<String, String> fields = new LinkedHashMap<>();
    connections
        .ask(key, redis -> redis.hgetall(key))
        .forEach((name, value) -> fields.put(name, text(value)));
    return fields;
  }

  /// Sets fields of a hash; does nothing when there are none.
  public void put(String key, Map<String, String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, value.getBytes(StandardCharsets.UTF_8)));
    var unused = connections.ask(key, redis -> redis.hset(key, values));
  }

  /// Removes fields of a hash.
  public void remove(String key, String... fields) {
    var unused = connections.ask(key, redis -> redis.hdel(key, fields));
  }

  /// A text; empty when there is none.
  public String value(String key) {
    byte[] value = connections.ask(key, redis -> redis.get(key));
    return value == null ? "" : text(value);
  }

  /// Publishes on a channel; answers to how many, of a cluster how many at one node.
  public long publish(String channel, byte[] bytes) {
    return connections.ask(NO_KEY, redis -> redis.publish(channel, bytes));
  }

  /// Pushes a frame to who listens to a stream, without adding it there.
  public void push(BusStream to, byte[] frame) {
    boolean sharded = address().isCluster();
    var unused =
        connections.ask(
            to.name(),
            redis ->
                sharded ? redis.spublish(to.channel(), frame) : redis.publish(to.channel(), frame));
  }

  /// Listens on a channel, on a connection of its own that is opened again when it broke: call it
  /// again from time to time.
  ///
  /// @param heard told of each message, on a thread of the connection: must not wait
  public void listen(String channel, Consumer<byte[]> heard) {
    connections.at(NO_KEY).listen(channel, heard);
  }

  /// How much the server has done, and how it is.
  public ServerLoad.Sight look() {
    return InfoRow.ofText(info("default")).sight(System.nanoTime());
  }

  /// What INFO says of a section, lines `name:value`; of a cluster, whichever node is asked.
  public String info(String section) {
    return connections.ask(NO_KEY, redis -> redis.info(section));
  }

  /// Whether the server keeps what it holds on disk: it appends to a log, or saves by a schedule. A
  /// user who may not ask for the schedule is told of the log only.
  public boolean writesToDisk() {
    return InfoRow.writesToDisk(
        () -> info("persistence"), () -> connections.ask(NO_KEY, redis -> redis.configGet("save")));
  }

  /// What CLIENT LIST says, one line a connection.
  public String clients() {
    return connections.ask(NO_KEY, RedisClusterAsyncCommands::clientList);
  }

  /// Streams whose key matches a pattern.
  public List<String> streams(String pattern) {
    List<String> found = new ArrayList<>();
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      ScanCursor from = cursor;
      KeyScanArgs args = new KeyScanArgs().type("stream").match(pattern);
      args.limit(SCAN);
      KeyScanCursor<String> page = connections.ask(NO_KEY, redis -> redis.scan(from, args));
      found.addAll(page.getKeys());
      cursor = page;
    } while (!cursor.isFinished());
    return found;
  }

  /// What there is to know of a stream.
  public StreamFacts facts(String stream) {
    return facts(List.of(stream)).getOrDefault(stream, StreamFacts.NONE);
  }

  /// What there is to know of streams, asked in one go.
  public Map<String, StreamFacts> facts(Collection<String> streams) {
    return sight.facts(streams);
  }

  /// What a group still has to do in streams: entries it was handed and has not acknowledged, and
  /// those it was not handed yet; nothing where there is no such group.
  public long owed(Collection<String> streams, String group) {
    return groups(streams).values().stream()
        .flatMap(List::stream)
        .filter(each -> each.name().equals(group))
        .mapToLong(each -> each.pending() + each.lag())
        .sum();
  }

  /// The groups of streams, asked in one go; none of a stream that does not exist.
  public Map<String, List<GroupFacts>> groups(Collection<String> streams) {
    return sight.groups(streams);
  }

  /// Streams that do not have an entry which they had, asked in one go: their server lost it, or
  /// somebody trimmed it.
  ///
  /// @param entries id by stream
  public List<String> lacking(Map<String, String> entries) {
    return sight.lacking(entries);
  }

  /// How many entries are behind one place and not behind another.
  public long countBetween(String stream, String after, String upTo) {
    return sight.countBetween(stream, after, upTo);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Ends what waits, too. Idempotent.
  @Override
  public void close() {
    connections.close();
  }
}
