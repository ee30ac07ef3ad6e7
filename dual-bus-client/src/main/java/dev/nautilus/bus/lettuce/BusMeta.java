package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import io.lettuce.core.RedisCommandExecutionException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all clients of a bus must agree on, or one would look for a message where another did not
/// put it: the hash `<bus>:meta`, written by whoever connects first. Any thread.
final class BusMeta {
  private static final Logger log = LoggerFactory.getLogger(BusMeta.class);

  /// Version of the frames this client writes; see docs/wire-format.md.
  private static final String FORMAT = "1";

  private final String key;
  private final BusAddress address;
  private final Map<String, String> ours = new LinkedHashMap<>();
  private volatile @Nullable BusException refusal;

  BusMeta(Server server, BusAddress address, int partitions) {
    this.key = StreamNames.meta(server.prefix());
    this.address = address;
    ours.put("partitions", Integer.toString(partitions));
    ours.put("hash", StreamKey.HASH);
    ours.put("format", FORMAT);
  }

  /// Why this client may not use the bus; null while it may.
  @Nullable BusException refusal() {
    return refusal;
  }

  /// Writes what is missing and compares.
  ///
  /// @throws BusException UNUSABLE_SERVER when the bus was set up otherwise
  void agree(Questions redis) throws InterruptedException {
    try {
      Map<String, String> theirs = read(redis);
      if (!theirs.keySet().containsAll(ours.keySet())) {
        for (Map.Entry<String, String> field : ours.entrySet()) {
          byte[] value = field.getValue().getBytes(StandardCharsets.UTF_8);
          redis.ask(async -> async.hsetnx(key, field.getKey(), value));
        }
        theirs = read(redis);
      }
      refusal = compare(theirs);
    } catch (RedisCommandExecutionException e) {
      if (!Refusal.isBearable(e)) {
        throw e;
      }
      log.warn("{}: {} cannot be compared: {}", address, key, e.getMessage());
    }
    BusException no = refusal;
    if (no != null) {
      throw no;
    }
  }

  private Map<String, String> read(Questions redis) throws InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    redis
        .ask(async -> async.hgetall(key))
        .forEach((name, value) -> found.put(name, new String(value, StandardCharsets.UTF_8)));
    return found;
  }

  /// Null when they agree. Fields that we do not know are not ours to judge.
  @Nullable BusException compare(Map<String, String> theirs) {
    for (Map.Entry<String, String> field : ours.entrySet()) {
      String value = theirs.get(field.getKey());
      if (value != null && !value.equals(field.getValue())) {
        return new BusException(
            BusException.Reason.UNUSABLE_SERVER,
            "%s is set up with %s %s, this client has %s: give all clients of the bus the same value"
                    .formatted(address, field.getKey(), value, field.getValue())
                + " ("
                + key
                + " holds it). More partitions: stop all clients, then ./nautilus partitions N");
      }
    }
    return null;
  }
}
