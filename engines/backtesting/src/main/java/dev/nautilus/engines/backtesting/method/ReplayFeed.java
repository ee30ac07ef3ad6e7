package dev.nautilus.engines.backtesting.method;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bars in the order of their closes.
public interface ReplayFeed {
  /// The next bar; null after the last.
  ///
  /// @throws IllegalArgumentException when what comes is no bar
  @Nullable ReplayBar next();

  /// Bars that lie in memory.
  static ReplayFeed of(List<ReplayBar> bars) {
    Iterator<ReplayBar> each = bars.iterator();
    return () -> each.hasNext() ? each.next() : null;
  }

  /// Several feeds as one, ordered by close, then by the feed's place in the list, then as they
  /// come.
  static ReplayFeed merged(List<ReplayFeed> feeds) {
    @Nullable ReplayBar[] heads = new ReplayBar[feeds.size()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = feeds.get(i).next();
    }
    return () -> {
      ReplayBar next = null;
      int from = 0;
      for (int i = 0; i < heads.length; i++) {
        ReplayBar head = heads[i];
        if (head != null && (next == null || head.closeNanos() < next.closeNanos())) {
          next = head;
          from = i;
        }
      }
      if (next != null) {
        heads[from] = feeds.get(from).next();
      }
      return next;
    };
  }
}
