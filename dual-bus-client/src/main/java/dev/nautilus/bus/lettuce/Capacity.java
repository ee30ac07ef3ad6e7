package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Locale;
import java.util.Map;

/// Whether a server's `maxmemory` is enough for what may come: streams, and subscribers that lag as
/// far as they are allowed to, and a quarter more. The comments in `redis/*.conf` compute the same.
final class Capacity {
  /// Subscribers at once: thirteen engines, the hub, and two that look.
  static final int SUBSCRIBERS = 16;

  private static final long MEGA = 1 << 20;
  private static final double MARGIN = 1.25;
  private static final String LIMITS = "client-output-buffer-limit";

  private final Server server;

  Capacity(Server server) {
    this.server = server;
  }

  /// Bytes that the bus's streams may take, as `redis/*.conf` computes it.
  private long streams() {
    return (server == Server.MARKET_DATA ? 1280 : 640) * MEGA;
  }

  /// The limit of one subscriber in `redis/*.conf`, for users who may not ask for it.
  private long usualLimit() {
    return (server == Server.MARKET_DATA ? 64 : 8) * MEGA;
  }

  /// Empty when there is room enough, or no limit; else what to do.
  String check(Questions redis) throws InterruptedException {
    if (server == Server.MAIN) {
      // Not ours to judge.
      return "";
    }
    long limit = InfoRow.ofText(redis.ask(async -> async.info("memory"))).number("maxmemory");
    return limit == 0 ? "" : judge(limit, subscriberLimit(redis));
  }

  private long subscriberLimit(Questions redis) throws InterruptedException {
    try {
      Map<String, String> settings = redis.ask(async -> async.configGet(LIMITS));
      return hardLimit(settings.getOrDefault(LIMITS, ""));
    } catch (RedisCommandExecutionException forbidden) {
      return usualLimit();
    }
  }

  /// @param setting `normal 0 0 0 ... pubsub 33554432 8388608 60`: hard and soft limit in bytes
  long hardLimit(String setting) {
    String[] words = setting.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals("pubsub") && words[i + 1].matches("\\d{1,18}")) {
        return Long.parseLong(words[i + 1]);
      }
    }
    return usualLimit();
  }

  /// @param limit `maxmemory`, more than 0
  /// @param subscriber bytes one subscriber may lag; 0 for any number
  String judge(long limit, long subscriber) {
    if (subscriber == 0) {
      return LIMITS
          + " sets no limit for pubsub: one subscriber that lags can use up all memory;"
          + " take the one in redis/*.conf";
    }
    double needed = (streams() + (double) SUBSCRIBERS * subscriber) * MARGIN;
    return limit >= needed
        ? ""
        : String.format(
            Locale.ROOT,
            "maxmemory is %d MB, should be %.0f MB or more (streams %d MB, %d subscribers of %d"
                + " MB, and a quarter)",
            limit / MEGA,
            Math.ceil(needed / MEGA),
            streams() / MEGA,
            SUBSCRIBERS,
            subscriber / MEGA);
  }
}
