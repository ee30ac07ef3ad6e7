package dev.nautilus.bus.it;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes three entries to each of two streams and reads them as a group and without one, by the
/// Lettuce of its class loader: the pattern of redis/lettuce #3800. Takes URL and protocol, answers
/// with what was written and then what was read, an entry a line, each way of reading by itself.
///
/// A function of the platform's types, so that two class loaders can talk about it.
public final class StreamProbe implements Function<String[], List<List<String>>> {
  /// For [java.lang.reflect.Constructor#newInstance].
  public StreamProbe() {}

  @Override
  @SuppressWarnings("unchecked") // Lettuce's varargs of StreamOffset<String>
  public List<List<String>> apply(String[] urlAndProtocol) {
    RedisClient client = RedisClient.create(urlAndProtocol[0]);
    client.setOptions(
        ClientOptions.builder()
            .protocolVersion(ProtocolVersion.valueOf(urlAndProtocol[1]))
            .build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      redis.del("one", "two");
      List<String> written = write(redis);
      XReadArgs ten = XReadArgs.Builder.count(10);
      return List.of(
          written,
          lines(
              redis.xreadgroup(
                  Consumer.from("g", "c"),
                  ten,
                  XReadArgs.StreamOffset.lastConsumed("one"),
                  XReadArgs.StreamOffset.lastConsumed("two"))),
          lines(
              redis.xreadgroup(
                  Consumer.from("g", "c"),
                  ten,
                  XReadArgs.StreamOffset.from("one", "0"),
                  XReadArgs.StreamOffset.from("two", "0"))),
          lines(
              redis.xread(
                  ten,
                  XReadArgs.StreamOffset.from("one", "0"),
                  XReadArgs.StreamOffset.from("two", "0"))));
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  private static List<String> write(RedisCommands<String, String> redis) {
    List<String> written = new ArrayList<>();
    for (String stream : List.of("one", "two")) {
      redis.xgroupCreate(
          XReadArgs.StreamOffset.from(stream, "0"), "g", XGroupCreateArgs.Builder.mkstream());
      for (int i = 0; i < 3; i++) {
        written.add(line(stream, redis.xadd(stream, "f", "value-" + i), "{f=value-" + i + "}"));
      }
    }
    return written;
  }

  private static List<String> lines(List<StreamMessage<String, String>> entries) {
    return entries.stream()
        .map(entry -> line(entry.getStream(), entry.getId(), String.valueOf(entry.getBody())))
        .toList();
  }

  private static String line(String stream, String id, String body) {
    return stream + " " + id + " " + body;
  }
}
