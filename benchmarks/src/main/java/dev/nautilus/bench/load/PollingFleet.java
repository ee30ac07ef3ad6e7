package dev.nautilus.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/// The pattern that is replaced: each engine reads its neighbour's stream on main Redis with
/// `XREADGROUP COUNT 50 BLOCK 1000` and acknowledges each message by itself; each message is an
/// XADD of its own. Thirteen connections read, three write.
final class PollingFleet implements MigratingFleet {
  private static final int WRITERS = 3;
  private static final int READ = 50;
  private static final int BLOCK_MILLIS = 1000;

  private final int port;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicBoolean sending = new AtomicBoolean(true);
  private final AtomicBoolean reading = new AtomicBoolean(true);
  private final List<Thread> writers = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  PollingFleet(int port, int rate) {
    this.port = port;
    for (int i = 0; i < ENGINES; i++) {
      String stream = stream(i);
      String group = "engine-" + (i + 1) % ENGINES + "-group";
      try (Jedis setup = new Jedis(Contender.HOST, port)) {
        setup.xgroupCreate(stream, group, new StreamEntryID(0, 0), true);
      }
      readers.add(Thread.ofPlatform().daemon().start(() -> read(port, stream, group)));
    }
    for (int i = 0; i < WRITERS; i++) {
      int first = i;
      writers.add(Thread.ofPlatform().daemon().start(() -> write(port, first, rate)));
    }
  }

  private static String stream(int engine) {
    return "nautilus-engine-" + engine + "-streams";
  }

  private void write(int port, int first, int rate) {
    Pace pace = Pace.of(System.nanoTime(), rate, 0, 0);
    try (Jedis jedis = new Jedis(Contender.HOST, port)) {
      for (long sequence = first + 1L; sending.get(); sequence += WRITERS) {
        Paces.await(pace, sequence);
        int engine = (int) (sequence % ENGINES);
        jedis.xadd(
            stream(engine),
            XAddParams.xAddParams().maxLen(10_000).approximateTrimming(),
            fields(engine, sequence));
        sent.incrementAndGet();
      }
    }
  }

  private static Map<String, String> fields(int engine, long sequence) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message_type", "quote");
    fields.put("source_engine", "engine-" + engine);
    fields.put("source_instance", "engine-" + engine + "-1");
    fields.put("payload", Payload.text(sequence));
    fields.put("priority", "NORMAL");
    fields.put("timestamp", "1767366245.123456");
    fields.put("correlation_id", "");
    return fields;
  }

  private void read(int port, String stream, String group) {
    try (Jedis jedis = new Jedis(Contender.HOST, port)) {
      while (reading.get()) {
        List<Map.Entry<String, List<StreamEntry>>> streams =
            jedis.xreadGroup(
                group,
                "c",
                XReadGroupParams.xReadGroupParams().count(READ).block(BLOCK_MILLIS),
                Map.of(stream, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        if (streams == null) {
          continue;
        }
        for (StreamEntry entry : streams.getFirst().getValue()) {
          jedis.xack(stream, group, entry.getID());
          delivered.incrementAndGet();
        }
      }
    }
  }

  @Override
  public long sent() {
    return sent.get();
  }

  @Override
  public long delivered() {
    return delivered.get();
  }

  @Override
  public void stopSending() {
    sending.set(false);
    Paces.join(writers);
  }

  @Override
  public void close() {
    stopSending();
    reading.set(false);
    Paces.join(readers);
    // Or a bridge would carry what is left, and stay for the groups.
    try (Jedis jedis = new Jedis(Contender.HOST, port)) {
      for (int i = 0; i < ENGINES; i++) {
        jedis.del(stream(i));
      }
    }
  }
}
