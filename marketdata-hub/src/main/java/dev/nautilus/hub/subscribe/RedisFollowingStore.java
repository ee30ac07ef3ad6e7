package dev.nautilus.hub.subscribe;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.message.InstrumentId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A hash on the durable Engine Logic Redis, `hub:subscriptions`: from id to engine, end,
/// instruments and types, in lines.
final class RedisFollowingStore implements FollowingStore {
  private static final String KEY = "hub:subscriptions";
  private static final int LINES = 4;
  private static final Logger log = LoggerFactory.getLogger(RedisFollowingStore.class);

  private final HashOperations<String, String, String> hashes;

  RedisFollowingStore(RedisConnectionFactory connections) {
    this.hashes = new StringRedisTemplate(connections).opsForHash();
  }

  @Override
  public List<Following> all() {
    List<Following> all = new ArrayList<>();
    hashes
        .entries(KEY)
        .forEach(
            (id, text) -> {
              try {
                all.add(read(id, text));
              } catch (IllegalArgumentException | DateTimeException e) {
                log.warn("Subscription {} in {} cannot be read: {}", id, KEY, e.getMessage());
              }
            });
    return all;
  }

  @Override
  public void put(Following following) {
    hashes.put(KEY, following.id(), text(following));
  }

  @Override
  public void remove(String id) {
    hashes.delete(KEY, id);
  }

  private static String text(Following following) {
    return String.join(
        "\n",
        following.engine().name(),
        following.until().toString(),
        String.join(" ", following.instruments().stream().map(InstrumentId::value).toList()),
        String.join(" ", following.types().stream().map(ServedType::name).toList()));
  }

  private static Following read(String id, String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != LINES) {
      throw new IllegalArgumentException("lines must be " + LINES + ", were " + lines.size());
    }
    return new Following(
        id,
        new EngineType(lines.get(0)),
        List.of(lines.get(2).split(" ")).stream().map(InstrumentId::of).toList(),
        List.of(lines.get(3).split(" ")).stream().map(ServedType::valueOf).toList(),
        Instant.parse(lines.get(1)));
  }
}
