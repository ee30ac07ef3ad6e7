package dev.nautilus.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer.StreamMessageListenerContainerOptions;

/// spring-data-redis as its manual shows it: the template adds one record after the other, the
/// container polls, the listener acknowledges each record.
final class SpringContender implements Contender {
  private static final String STREAM = "spring";
  private static final String FIELD = "d";

  private final LettuceConnectionFactory connections;
  private final StringRedisTemplate template;
  private final StreamMessageListenerContainer<String, MapRecord<String, String, String>> container;
  private long confirmed;

  SpringContender(int port) {
    connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration(HOST, port));
    connections.afterPropertiesSet();
    connections.start();
    template = new StringRedisTemplate(connections);
    container =
        StreamMessageListenerContainer.create(
            connections,
            StreamMessageListenerContainerOptions.builder()
                .pollTimeout(Duration.ofMillis(100))
                .build());
    container.start();
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    String group = "g" + index;
    template.opsForStream().createGroup(STREAM, ReadOffset.from("0"), group);
    container.receive(
        Consumer.from(group, "c"),
        StreamOffset.create(STREAM, ReadOffset.lastConsumed()),
        record -> {
          String text = record.getValue().get(FIELD);
          if (text == null) {
            throw new IllegalStateException("an entry without its field");
          }
          ledger.accept(Payload.sequence(text.getBytes(StandardCharsets.US_ASCII), 0));
          template.opsForStream().acknowledge(group, record);
        });
  }

  @Override
  public Object payload(long sequence) {
    return Payload.text(sequence);
  }

  @Override
  public void send(long sequence) {
    template
        .opsForStream()
        .add(StreamRecords.mapBacked(Map.of(FIELD, Payload.text(sequence))).withStreamKey(STREAM));
    confirmed++;
  }

  @Override
  public void flush() {
    // Each record went by itself.
  }

  @Override
  public long confirmed() {
    return confirmed;
  }

  @Override
  public void close() {
    container.stop();
    connections.destroy();
  }
}
