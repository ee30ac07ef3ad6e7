package dev.nautilus.hub.standby;

import java.time.Duration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Where the leader writes its name for those who stand by: `hub:leading` on the durable Engine
/// Logic Redis. For people only; who leads is decided by the lock. Blocks; throws while the Redis
/// is away.
final class LeaderBoard {
  private static final String KEY = "hub:leading";

  private final StringRedisTemplate redis;
  private final Duration kept;

  /// @param kept how long a name stands that is not written again
  LeaderBoard(RedisConnectionFactory connections, Duration kept) {
    this.redis = new StringRedisTemplate(connections);
    this.kept = kept;
  }

  void write(String name) {
    redis.opsForValue().set(KEY, name, kept);
  }

  /// Empty when nobody has written.
  String read() {
    String name = redis.opsForValue().get(KEY);
    return name == null ? "" : name;
  }
}
