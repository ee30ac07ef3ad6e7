package dev.nautilus.hub.budget;

import dev.nautilus.hub.vendor.QuotaBook;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The book as hashes on the durable Engine Logic Redis: `hub:quota:<source>:<day|month>` from
/// bucket to calls, and `hub:quiet:<source>` with the end of a silence in epoch milliseconds. Both
/// go away by themselves when nobody needs them any more.
final class RedisQuotaBook implements QuotaBook {
  private static final Logger log = LoggerFactory.getLogger(RedisQuotaBook.class);
  private static final int MOST_DIGITS = 18;

  private final StringRedisTemplate redis;
  private final HashOperations<String, String, String> hashes;

  RedisQuotaBook(RedisConnectionFactory connections) {
    this.redis = new StringRedisTemplate(connections);
    this.hashes = redis.opsForHash();
  }

  @Override
  public Map<Long, Long> calls(Source source, String quota) {
    Map<Long, Long> calls = new HashMap<>();
    hashes
        .entries(quotaKey(source, quota))
        .forEach(
            (bucket, count) -> {
              if (isNumber(bucket) && isNumber(count)) {
                calls.put(Long.parseLong(bucket), Long.parseLong(count));
              } else {
                log.warn("{} holds '{}', which is no count", quotaKey(source, quota), bucket);
              }
            });
    return calls;
  }

  @Override
  public long add(Source source, String quota, long bucket, long calls, Duration keptFor) {
    String key = quotaKey(source, quota);
    long total = hashes.increment(key, Long.toString(bucket), calls);
    redis.expire(key, keptFor);
    if (total == calls) {
      // A new bucket: one that nobody counts any more may have to go.
      hashes.keys(key).stream()
          .filter(old -> isNumber(old) && isPast(Long.parseLong(old), bucket))
          .forEach(old -> hashes.delete(key, old));
    }
    return total;
  }

  @Override
  public Optional<Instant> quietUntil(Source source) {
    return Optional.ofNullable(redis.opsForValue().get(quietKey(source)))
        .filter(RedisQuotaBook::isNumber)
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  @Override
  public void quiet(Source source, Instant until, Duration length) {
    if (length.toMillis() > 0) {
      redis.opsForValue().set(quietKey(source), Long.toString(until.toEpochMilli()), length);
    }
  }

  /// Both windows have fewer buckets than that.
  private static boolean isPast(long old, long bucket) {
    return old < bucket - 64;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String quotaKey(Source source, String quota) {
    return "hub:quota:" + source.name() + ":" + quota;
  }

  private static String quietKey(Source source) {
    return "hub:quiet:" + source.name();
  }
}
