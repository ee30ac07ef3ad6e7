package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Dead letters as [DeadLetterMove] writes them. One connection, opened anew for each call that
/// finds it broken.
final class LettuceDeadLetters implements DeadLetters {
  private static final int PAGE = 100;

  private final OperatorLink link;
  private final Script replay = new Script("replay.lua");

  LettuceDeadLetters(BusAddress address) {
    this.link = new OperatorLink(address, "dead letters");
  }

  @Override
  public Map<DeadLetterQueue, Long> queues() {
    return link.ask(
        redis -> {
          Map<DeadLetterQueue, Long> found =
              new TreeMap<>(Comparator.comparing(DeadLetterQueue::toString));
          ScanArgs those = ScanArgs.Builder.limit(1000).match("*" + StreamNames.DEAD_LETTERS + "*");
          ScanIterator<String> keys = ScanIterator.scan(redis, those);
          while (keys.hasNext()) {
            String key = keys.next();
            DeadLetterQueue queue = StreamNames.queue(key);
            long letters = queue == null ? 0 : redis.xlen(key);
            if (queue != null && letters > 0) {
              found.put(queue, letters);
            }
          }
          return found;
        });
  }

  @Override
  public List<DeadLetter> list(DeadLetterQueue queue, String after, int most) {
    Range<String> behind = Range.from(Range.Boundary.excluding(after), Range.Boundary.unbounded());
    return link.ask(redis -> redis.xrange(key(queue), behind, Limit.from(most))).stream()
        .map(entry -> LetterFields.letter(entry, queue.stream()))
        .toList();
  }

  @Override
  public Optional<DeadLetter> find(DeadLetterQueue queue, String id) {
    return link.ask(redis -> redis.xrange(key(queue), Range.create(id, id))).stream()
        .map(entry -> LetterFields.letter(entry, queue.stream()))
        .findFirst();
  }

  @Override
  public long replay(DeadLetterQueue queue, List<String> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    String[] keys = {key(queue), StreamNames.retries(queue.stream(), queue.group())};
    byte[][] arguments =
        ids.stream().map(id -> id.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    return link.ask(
        redis -> redis.<Long>eval(replay.source(), ScriptOutputType.INTEGER, keys, arguments));
  }

  @Override
  public long replayAll(DeadLetterQueue queue) {
    return all(queue, this::replay);
  }

  @Override
  public long purge(DeadLetterQueue queue, List<String> ids) {
    return ids.isEmpty()
        ? 0
        : link.ask(redis -> redis.xdel(key(queue), ids.toArray(String[]::new)));
  }

  @Override
  public long purgeAll(DeadLetterQueue queue) {
    return all(queue, this::purge);
  }

  /// In pages, up to the newest letter there is at the start: one that is replayed and fails again
  /// meanwhile comes back behind it and must not be taken for ever.
  private long all(DeadLetterQueue queue, BiFunction<DeadLetterQueue, List<String>, Long> action) {
    List<StreamMessage<String, byte[]>> newest =
        link.ask(redis -> redis.xrevrange(key(queue), Range.unbounded(), Limit.from(1)));
    if (newest.isEmpty()) {
      return 0;
    }
    String last = newest.get(0).getId();
    String after = "0-0";
    long total = 0;
    while (true) {
      Range<String> page =
          Range.from(Range.Boundary.excluding(after), Range.Boundary.including(last));
      List<String> ids =
          link.ask(redis -> redis.xrange(key(queue), page, Limit.from(PAGE))).stream()
              .map(StreamMessage::getId)
              .toList();
      if (ids.isEmpty()) {
        return total;
      }
      total += action.apply(queue, ids);
      after = ids.get(ids.size() - 1);
    }
  }

  private static String key(DeadLetterQueue queue) {
    return StreamNames.deadLetters(queue.stream(), queue.group());
  }

  @Override
  public void close() {
    link.close();
  }
}
