package dev.nautilus.hub.vendor.ibkr;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which contracts come delayed, because the user has no subscription for real-time data. A quote
/// cannot say so itself.
///
/// **Threads** Safe for many.
final class Delays {
  private static final Logger log = LoggerFactory.getLogger(Delays.class);
  private static final int MOST = 10_000;

  private final Cache<Long, Boolean> delayed =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofHours(1)).build();

  /// What the newest row of a contract says.
  void note(long conid, Availability availability) {
    if (!availability.isDelayed()) {
      delayed.invalidate(conid);
    } else if (delayed.asMap().put(conid, true) == null) {
      log.warn("ibkr sends market data of contract {} delayed: it needs a subscription", conid);
    }
  }

  /// How many there are.
  long count() {
    delayed.cleanUp();
    return delayed.estimatedSize();
  }
}
