package dev.nautilus.bus.lettuce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The streams that the next read asks for. Retries are rare: while messages come fast they are
/// asked for ten times a second, because each stream of a read costs the server something. Confined
/// to the reading thread.
final class ReadSet {
  private static final long RETRIES_APART = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_BLOCK = TimeUnit.SECONDS.toNanos(5);

  private final List<Share> shares = new ArrayList<>();
  private GroupStream[] messages = {};
  private GroupStream[] all = {};
  private long retriesAtNanos = System.nanoTime() - RETRIES_APART;
  private long blockNanos;

  /// Takes those of the shares that may be read now; false when there is none.
  boolean choose(Collection<Share> of, long nowNanos) {
    int count = 0;
    boolean same = true;
    for (Share share : of) {
      if (share.isReadable(nowNanos)) {
        same &= count < shares.size() && shares.get(count) == share;
        count++;
      }
    }
    if (!same || count != shares.size()) {
      shares.clear();
      of.stream().filter(share -> share.isReadable(nowNanos)).forEach(shares::add);
      messages = shares.stream().map(Share::messages).toArray(GroupStream[]::new);
      all = shares.stream().flatMap(s -> s.streams().stream()).toArray(GroupStream[]::new);
    }
    if (shares.isEmpty()) {
      return false;
    }
    blockNanos = Math.min(LONGEST_BLOCK, oldest().readableNanos(nowNanos));
    return blockNanos > 0;
  }

  /// The one renewed longest ago of those chosen, of which there must be one.
  Share oldest() {
    Share oldest = shares.get(0);
    for (Share share : shares) {
      oldest = share.renewedAtNanos() - oldest.renewedAtNanos() < 0 ? share : oldest;
    }
    return oldest;
  }

  /// How long a read of them may wait in the server.
  long blockNanos() {
    return blockNanos;
  }

  /// Whether that is less than it can be at best, right after a renewal.
  boolean isBlockShort(long leaseNanos) {
    return blockNanos < Math.min(LONGEST_BLOCK, leaseNanos - leaseNanos / 7);
  }

  /// Sends the read.
  void send(StreamReads reads, int count, long nowNanos) {
    boolean withRetries = nowNanos - retriesAtNanos >= RETRIES_APART;
    if (withRetries) {
      retriesAtNanos = nowNanos;
    }
    long block = withRetries ? blockNanos : Math.min(blockNanos, RETRIES_APART);
    reads.send(
        withRetries ? all : messages, count, Math.max(1, TimeUnit.NANOSECONDS.toMillis(block)));
  }
}
