package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.legacy.LegacyStreams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One stream of a bus.
///
/// @param family what it carries
/// @param partition which part of the keys, from 0
/// @param lane which lane
/// @param ofMain name of a stream of main Redis, which has no family and is not partitioned; null
///   for one of a bus
record StreamKey(Family family, int partition, Lane lane, @Nullable String ofMain) {
  /// Name of [#partitionOf]'s function, as `<bus>:meta` states it.
  static final String HASH = "crc32c";

  private static final Pattern NAME =
      Pattern.compile("\\{([a-z]+):([a-z]+):(\\d{1,4})}((?::[a-z]+)?)");

  StreamKey(Family family, int partition, Lane lane) {
    this(family, partition, lane, null);
  }

  /// A stream of main Redis.
  static StreamKey ofMain(String name) {
    Lane lane = name.equals(LegacyStreams.EXPRESS) ? Lane.EXPRESS : Lane.MAIN;
    return new StreamKey(Family.SYSTEM, 0, lane, name);
  }

  /// Whether it is one of main Redis.
  boolean isOfMain() {
    return ofMain != null;
  }

  /// The stream that a message goes to.
  static StreamKey of(MessageType<?> type, Priority priority, String key, int partitions) {
    return new StreamKey(type.family(), partitionOf(key, partitions), type.lane(priority));
  }

  /// Every stream of one lane of a family.
  static List<StreamKey> all(Family family, Lane lane, int partitions) {
    List<StreamKey> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(new StreamKey(family, i, lane));
    }
    return all;
  }

  /// Reads what [#stream] writes; null when it is no such name.
  static @Nullable StreamKey parse(String stream) {
    Matcher parts = NAME.matcher(stream);
    if (parts.matches()) {
      for (Family family : Family.values()) {
        for (Lane lane : Lane.values()) {
          if (family.bus().prefix().equals(parts.group(1))
              && family.keyName().equals(parts.group(2))
              && lane.suffix().equals(parts.group(4))) {
            return new StreamKey(family, Integer.parseInt(parts.group(3)), lane);
          }
        }
      }
    }
    return null;
  }

  /// CRC-32C of the key in UTF-8, unsigned, modulo the number of partitions.
  static int partitionOf(String key, int partitions) {
    if (partitions == 1) {
      return 0;
    }
    CRC32C crc = new CRC32C();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % partitions);
  }

  /// The key in Redis: `{md:ticks:0}`, `{el:risk:0}:express`. The braces are the hash tag: what
  /// belongs to one partition stays on one node of a cluster.
  String stream() {
    if (ofMain != null) {
      return ofMain;
    }
    return "{%s:%s:%d}%s"
        .formatted(family.bus().prefix(), family.keyName(), partition, lane.suffix());
  }

  /// What tells its slot in a cluster, the same for all lanes: `{md:ticks:0}`.
  String tag() {
    return "{%s:%s:%d}".formatted(family.bus().prefix(), family.keyName(), partition);
  }

  /// The channel a pushed stream's frames are published on: `md:{md:ticks:0}`. Channels start with
  /// the bus so that an ACL can name them.
  String channel() {
    return family.bus().prefix() + ":" + stream();
  }

  /// Whether its frames are pushed.
  boolean isPushed() {
    return family.delivery() == Family.Delivery.PUSHED;
  }
}
