package dev.nautilus.bench.load;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.Config;

/// Redisson streams: an `RBatch` of XADD, one message an entry; each group reads and acknowledges
/// in batches.
final class RedissonContender implements Contender {
  private static final String STREAM = "redisson";
  private static final Codec CODEC =
      new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE, ByteArrayCodec.INSTANCE);
  private static final int READ = 256;
  private static final Duration BLOCK = Duration.ofMillis(500);

  private final RedissonClient redisson;
  private final Readers readers = new Readers();
  private @Nullable RBatch batch;
  private int waiting;
  private long confirmed;

  RedissonContender(int port) {
    Config config = new Config();
    config.useSingleServer().setAddress("redis://" + HOST + ":" + port);
    this.redisson = Redisson.create(config);
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    RStream<String, byte[]> stream = redisson.getStream(STREAM, CODEC);
    String group = "g" + index;
    stream.createGroup(StreamCreateGroupArgs.name(group).id(StreamMessageId.ALL).makeStream());
    readers.start("group-" + index, () -> read(stream, group, ledger));
  }

  private static void read(RStream<String, byte[]> stream, String group, Ledger ledger) {
    Map<StreamMessageId, Map<String, byte[]>> entries =
        stream.readGroup(
            group, "c", StreamReadGroupArgs.neverDelivered().count(READ).timeout(BLOCK));
    if (entries == null || entries.isEmpty()) {
      return;
    }
    for (Map<String, byte[]> fields : entries.values()) {
      ledger.accept(Payload.sequence(fields.values().iterator().next(), 0));
    }
    stream.ack(group, entries.keySet().toArray(StreamMessageId[]::new));
  }

  @Override
  public Object payload(long sequence) {
    return Payload.json(sequence);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the batch answers for all of its commands
  public void send(long sequence) {
    RBatch open = batch;
    if (open == null) {
      open = redisson.createBatch();
      batch = open;
    }
    StreamAddArgs<String, byte[]> entry = StreamAddArgs.entry("d", Payload.json(sequence));
    open.<String, byte[]>getStream(STREAM, CODEC)
        .addAsync(entry.trimNonStrict().maxLen(100_000).noLimit());
    if (++waiting == BATCH) {
      flush();
    }
  }

  @Override
  public void flush() {
    RBatch open = batch;
    if (open != null) {
      open.execute();
      confirmed += waiting;
      waiting = 0;
      batch = null;
    }
  }

  @Override
  public long confirmed() {
    return confirmed;
  }

  @Override
  public void close() {
    readers.close();
    redisson.shutdown();
  }
}
