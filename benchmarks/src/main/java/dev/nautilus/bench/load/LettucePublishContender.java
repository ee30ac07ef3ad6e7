package dev.nautilus.bench.load;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// PUBLISH in batches over Lettuce. Fast because nothing is kept: who is away misses it.
final class LettucePublishContender implements Contender {
  private static final byte[] CHANNEL = RespSocket.ascii("lettuce");

  private final RedisClient redis;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final AtomicLong confirmed = new AtomicLong();
  private @Nullable RedisFuture<Long> last;
  private int waiting;

  LettucePublishContender(int port) {
    redis = RedisClient.create(RedisURI.create(HOST, port));
    connection = redis.connect(ByteArrayCodec.INSTANCE);
    connection.setAutoFlushCommands(false);
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    var own = redis.connectPubSub(ByteArrayCodec.INSTANCE);
    own.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] channel, byte[] message) {
            ledger.accept(Payload.sequence(message, 0));
          }
        });
    own.sync().subscribe(CHANNEL);
  }

  @Override
  public Object payload(long sequence) {
    return Payload.json(sequence);
  }

  @Override
  public void send(long sequence) {
    last = connection.async().publish(CHANNEL, Payload.json(sequence));
    if (++waiting == BATCH) {
      flush();
    }
  }

  @Override
  public void flush() {
    RedisFuture<Long> newest = last;
    if (newest != null) {
      int count = waiting;
      waiting = 0;
      last = null;
      connection.flushCommands();
      // Answers come in order: the last one speaks for its batch.
      newest.thenAccept(receivers -> confirmed.addAndGet(count));
    }
  }

  @Override
  public long confirmed() {
    return confirmed.get();
  }

  @Override
  public void close() {
    connection.close();
    redis.shutdown();
  }
}
