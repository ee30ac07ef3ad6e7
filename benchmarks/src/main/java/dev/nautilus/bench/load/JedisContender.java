package dev.nautilus.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/// Jedis at its best with streams: XADD in a pipeline, one message an entry; each group reads and
/// acknowledges in batches.
final class JedisContender implements Contender {
  private static final String STREAM = "jedis";
  private static final byte[] KEY = RespSocket.ascii(STREAM);
  private static final byte[] FIELD = RespSocket.ascii("d");
  private static final int READ = 256;
  private static final int BLOCK_MILLIS = 500;

  private final int port;
  private final Jedis jedis;
  private final Pipeline pipeline;
  private final Readers readers = new Readers();
  private final List<Jedis> connections = new ArrayList<>();
  private int waiting;
  private long confirmed;

  JedisContender(int port) {
    this.port = port;
    this.jedis = new Jedis(HOST, port);
    this.pipeline = jedis.pipelined();
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    Jedis own = new Jedis(HOST, port);
    connections.add(own);
    String group = "g" + index;
    own.xgroupCreate(STREAM, group, new StreamEntryID(0, 0), true);
    readers.start("group-" + index, () -> read(own, group, ledger));
  }

  private static void read(Jedis own, String group, Ledger ledger) {
    var streams =
        own.xreadGroupBinary(
            RespSocket.ascii(group),
            RespSocket.ascii("c"),
            XReadGroupParams.xReadGroupParams().count(READ).block(BLOCK_MILLIS),
            Map.of(KEY, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
    if (streams == null) {
      return;
    }
    for (Map.Entry<byte[], List<StreamEntryBinary>> stream : streams) {
      StreamEntryID[] ids = new StreamEntryID[stream.getValue().size()];
      int count = 0;
      for (StreamEntryBinary entry : stream.getValue()) {
        byte[] bytes = entry.getFields().values().iterator().next();
        ledger.accept(Payload.sequence(bytes, 0));
        ids[count++] = entry.getID();
      }
      own.xack(STREAM, group, ids);
    }
  }

  @Override
  public Object payload(long sequence) {
    return Payload.json(sequence);
  }

  @Override
  public void send(long sequence) {
    pipeline.xadd(
        KEY,
        XAddParams.xAddParams().maxLen(100_000).approximateTrimming(),
        Map.of(FIELD, Payload.json(sequence)));
    if (++waiting == BATCH) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (waiting > 0) {
      pipeline.sync();
      confirmed += waiting;
      waiting = 0;
    }
  }

  @Override
  public long confirmed() {
    return confirmed;
  }

  @Override
  public void close() {
    readers.close();
    connections.forEach(Jedis::close);
    pipeline.close();
    jedis.close();
  }
}
