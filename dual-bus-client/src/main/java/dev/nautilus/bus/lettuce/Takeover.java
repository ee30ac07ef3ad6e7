package dev.nautilus.bus.lettuce;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.PendingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What becomes of entries handed to a consumer that will never acknowledge them.
final class Takeover {
  private static final int PAGE = 512;

  private Takeover() {}

  /// Claims what earlier incarnations of the same instance left behind. Instances are unique among
  /// those running, so an earlier incarnation is dead and there is nothing to wait for.
  static void ofPredecessors(
      RedisCommands<String, byte[]> redis, String stream, String group, String consumer) {
    String prefix = consumer.substring(0, consumer.lastIndexOf('#') + 1);
    for (Object row : redis.xinfoConsumers(stream, group)) {
      String name = nameOf(row);
      if (name.startsWith(prefix) && !name.equals(consumer)) {
        claimAll(redis, stream, group, name, consumer);
        redis.xgroupDelconsumer(stream, Consumer.from(group, name));
      }
    }
  }

  private static void claimAll(
      RedisCommands<String, byte[]> redis, String stream, String group, String from, String to) {
    List<PendingMessage> page;
    do {
      page =
          redis.xpending(stream, Consumer.from(group, from), Range.unbounded(), Limit.from(PAGE));
      if (!page.isEmpty()) {
        redis.xclaim(
            stream,
            Consumer.from(group, to),
            XClaimArgs.Builder.minIdleTime(Duration.ZERO).justid(),
            page.stream().map(PendingMessage::getId).toArray(String[]::new));
      }
    } while (page.size() == PAGE);
  }

  /// The row of XINFO CONSUMERS is a flat list of names and values: a map under RESP3.
  private static String nameOf(Object row) {
    List<?> fields = (List<?>) row;
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (text(fields.get(i)).equals("name")) {
        return text(fields.get(i + 1));
      }
    }
    return "";
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }

  /// Leaves the group, unless something unacknowledged still stands under this consumer's name:
  /// deleting it would lose that.
  static void leave(FrameWriter commands, String stream, String group, String consumer) {
    commands
        .call(
            redis ->
                redis.xpending(
                    stream, Consumer.from(group, consumer), Range.unbounded(), Limit.from(1)))
        .thenCompose(
            pending ->
                pending.isEmpty()
                    ? commands.call(
                        redis -> redis.xgroupDelconsumer(stream, Consumer.from(group, consumer)))
                    : CompletableFuture.completedFuture(0L))
        .exceptionally(failure -> 0L);
  }
}
