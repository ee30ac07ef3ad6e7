package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.ConsumerGroup;
import dev.nautilus.bus.ConsumerGroups;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Groups as XINFO tells them. One connection, opened anew for each call that finds it broken.
final class LettuceConsumerGroups implements ConsumerGroups {
  private static final int SCAN = 1000;

  private final OperatorLink link;

  LettuceConsumerGroups(BusAddress address) {
    this.link = new OperatorLink(address, "groups");
  }

  @Override
  public List<ConsumerGroup> list() {
    return link.ask(
        redis -> {
          List<ConsumerGroup> groups = new ArrayList<>();
          KeyScanArgs streams = new KeyScanArgs().type("stream").match("{*}*");
          streams.limit(SCAN);
          ScanIterator<String> keys = ScanIterator.scan(redis, streams);
          while (keys.hasNext()) {
            StreamKey key = StreamKey.parse(keys.next());
            if (key != null) {
              groups.addAll(list(redis, key));
            }
          }
          groups.sort(
              Comparator.comparing(ConsumerGroup::stream).thenComparing(ConsumerGroup::name));
          return groups;
        });
  }

  private static List<ConsumerGroup> list(
      RedisClusterCommands<String, byte[]> redis, StreamKey key) {
    List<ConsumerGroup> groups = new ArrayList<>();
    String stream = key.stream();
    for (Object each : redis.xinfoGroups(stream)) {
      InfoRow row = InfoRow.of(each);
      String name = row.text("name");
      groups.add(
          new ConsumerGroup(
              stream,
              name,
              row.number("consumers"),
              row.number("pending"),
              row.has("lag") ? OptionalLong.of(row.number("lag")) : OptionalLong.empty(),
              idle(redis, stream, name),
              isHolding(redis, key, name)));
    }
    return groups;
  }

  /// Of the consumer that was heard of last.
  private static Optional<Duration> idle(
      RedisClusterCommands<String, byte[]> redis, String stream, String group) {
    return redis.xinfoConsumers(stream, group).stream()
        .map(consumer -> Duration.ofMillis(InfoRow.of(consumer).number("idle")))
        .min(Comparator.naturalOrder());
  }

  private static boolean isHolding(
      RedisClusterCommands<String, byte[]> redis, StreamKey key, String group) {
    Bus bus = key.family().bus();
    byte[] count =
        redis.hget(StreamNames.absent(bus.prefix()), Absences.field(key.stream(), group));
    return count == null || !new String(count, StandardCharsets.UTF_8).equals(Absences.EXPIRED);
  }

  @Override
  public boolean drop(String stream, String group) {
    return link.ask(
        redis -> {
          boolean dropped = redis.xgroupDestroy(stream, group);
          redis.del(StreamNames.retries(stream, group), StreamNames.moved(stream, group));
          return dropped;
        });
  }

  @Override
  public void close() {
    link.close();
  }
}
