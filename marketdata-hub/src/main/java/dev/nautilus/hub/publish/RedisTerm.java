package dev.nautilus.hub.publish;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The term as a counter on the durable Engine Logic Redis: each start of a hub gets a higher one.
final class RedisTerm implements TermSource {
  /// Where the counter is.
  static final String KEY = "hub:term";

  private final StringRedisTemplate redis;

  RedisTerm(RedisConnectionFactory connections) {
    this.redis = new StringRedisTemplate(connections);
  }

  @Override
  public long raise() {
    Long term = redis.opsForValue().increment(KEY);
    if (term == null) {
      throw new IllegalStateException("the counter answered nothing");
    }
    return term;
  }
}
