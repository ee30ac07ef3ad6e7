package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a server that lost its memory from one that was merely away: the key `<bus>:incarnation`,
/// a random value set by whoever finds none; on a cluster one beside each stream's partition, as
/// `{el:risk:0}:incarnation`. Any thread.
final class Incarnation {
  private static final Logger log = LoggerFactory.getLogger(Incarnation.class);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String key;
  private String candidate = fresh();
  private @Nullable String known;
  private boolean warned;

  /// What a look told.
  enum Sight {
    /// The same server as before, or the first one.
    SAME,
    /// Another one, or one that lost its memory; somebody else has met it before.
    REPLACED,
    /// The same, and we are the first to meet it.
    REPLACED_SEEN_FIRST
  }

  /// @param place the key whose node it is about; empty where there is one node
  Incarnation(Server server, String place) {
    boolean ofStream = place.startsWith("{");
    this.key = (ofStream ? place : server.prefix()) + ":incarnation";
  }

  /// Looks whether the server is still the one we know.
  Sight look(Questions redis) throws InterruptedException {
    try {
      byte[] found = redis.ask(async -> async.get(key));
      if (found == null) {
        byte[] mine = candidate().getBytes(StandardCharsets.US_ASCII);
        redis.ask(async -> async.set(key, mine, SetArgs.Builder.nx()));
        found = redis.ask(async -> async.get(key));
      }
      return found == null ? Sight.SAME : met(new String(found, StandardCharsets.UTF_8));
    } catch (RedisCommandExecutionException e) {
      if (!Refusal.isBearable(e)) {
        throw e;
      }
      warn(e);
      return Sight.SAME;
    }
  }

  private synchronized void warn(RedisCommandExecutionException e) {
    if (!warned) {
      warned = true;
      log.warn("a replaced server will not be noticed, {} fails: {}", key, e.getMessage());
    }
  }

  /// What we name a server that has no name yet. Lanes look at the same time and all say the same.
  synchronized String candidate() {
    return candidate;
  }

  /// Whoever comes first with a new value is told, and nobody else.
  synchronized Sight met(String found) {
    String before = known;
    known = found;
    boolean ours = found.equals(candidate);
    if (ours) {
      candidate = fresh();
    }
    if (before == null || before.equals(found)) {
      return Sight.SAME;
    }
    return ours ? Sight.REPLACED_SEEN_FIRST : Sight.REPLACED;
  }

  private static String fresh() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
