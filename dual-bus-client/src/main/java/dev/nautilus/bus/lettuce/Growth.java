package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One bus that is given more partitions. A multiple of what it has: then partition `n` of the new
/// ones takes keys from one alone, `n` modulo the old number, which keeps the rest.
///
/// @param from how many it has
/// @param to how many it is given
record Growth(Bus bus, int from, int to) {
  /// The field of `<bus>:meta`.
  static final String PARTITIONS = "partitions";

  private static final Pattern CLIENT = Pattern.compile("name=(nautilus-\\S+)");
  private static final int LISTED = 5;

  /// What stands against it, with what to do; empty when nothing does.
  List<String> obstacles(RedisCommands<String, byte[]> redis) {
    List<String> obstacles = new ArrayList<>();
    if (to < from || to % from != 0) {
      obstacles.add(
          "%s: partitions must be a multiple of %d, which it has, was %d: keys must not come together that were apart; a smaller number needs an empty Redis"
              .formatted(bus.prefix(), from, to));
      return obstacles;
    }
    clients(redis, obstacles);
    for (StreamKey key : pulled(to)) {
      String stream = key.stream();
      if (key.partition() >= from && redis.xlen(stream) > 0) {
        obstacles.add(
            "%s holds entries, though nobody reads it yet: see what they are, then delete it"
                .formatted(stream));
      } else if (key.partition() < from) {
        letters(redis, stream, obstacles);
      }
    }
    return obstacles;
  }

  private void clients(RedisCommands<String, byte[]> redis, List<String> obstacles) {
    List<String> names =
        CLIENT
            .matcher(redis.clientList())
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(name -> !name.equals("nautilus-" + LettucePartitioning.SUBJECT))
            .distinct()
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      obstacles.add(
          "%s: %d clients are connected (%s%s): stop them all, and start them with the new number"
              .formatted(
                  bus.prefix(),
                  names.size(),
                  String.join(", ", names.subList(0, Math.min(LISTED, names.size()))),
                  names.size() > LISTED ? " ..." : ""));
    }
  }

  /// A letter is handed out again where it was given up, which would be beside its key.
  private static void letters(
      RedisCommands<String, byte[]> redis, String stream, List<String> obstacles) {
    for (String group : groups(redis, stream)) {
      long letters =
          redis.xlen(StreamNames.deadLetters(stream, group))
              + redis.xlen(StreamNames.retries(stream, group));
      if (letters > 0) {
        obstacles.add(
            "%d dead letters of %s on %s: ./nautilus dlq replay or purge them while the engine runs"
                .formatted(letters, group, stream));
      }
    }
  }

  /// Groups first, then everything else in one command: whoever reads the new number finds the
  /// groups. May be repeated.
  long carryOut(RedisCommands<String, byte[]> redis) {
    Map<String, byte[]> meta = new LinkedHashMap<>();
    for (StreamKey key : pulled(to)) {
      String older = new StreamKey(key.family(), key.partition() % from, key.lane()).stream();
      if (key.partition() < from || redis.exists(older) == 0) {
        continue;
      }
      for (String group : groups(redis, older)) {
        create(redis, key.stream(), group);
      }
      if (key.lane() != Lane.SHARED) {
        String last = InfoRow.of(redis.xinfoStream(older)).text("last-generated-id");
        meta.put(Succession.field(key.stream()), Succession.value(older, last));
      }
    }
    meta.put(PARTITIONS, Integer.toString(to).getBytes(StandardCharsets.UTF_8));
    return redis.hset(StreamNames.meta(bus.prefix()), meta);
  }

  private static void create(RedisCommands<String, byte[]> redis, String stream, String group) {
    try {
      redis.xgroupCreate(
          XReadArgs.StreamOffset.from(stream, "0"), group, XGroupCreateArgs.Builder.mkstream());
    } catch (RedisCommandExecutionException e) {
      if (!String.valueOf(e.getMessage()).startsWith("BUSYGROUP")) {
        throw e;
      }
    }
  }

  private static List<String> groups(RedisCommands<String, byte[]> redis, String stream) {
    return redis.exists(stream) == 0
        ? List.of()
        : redis.xinfoGroups(stream).stream().map(row -> InfoRow.of(row).text("name")).toList();
  }

  /// The streams that groups read.
  private List<StreamKey> pulled(int partitions) {
    List<StreamKey> keys = new ArrayList<>();
    for (Family family : Family.values()) {
      if (family.bus() == bus && family.delivery() == Family.Delivery.PULLED) {
        for (Lane lane : Lane.values()) {
          keys.addAll(StreamKey.all(family, lane, partitions));
        }
      }
    }
    return keys;
  }
}
