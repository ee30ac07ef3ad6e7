package dev.nautilus.engine;

import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Published;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells when the bus has answered for everything emitted up to a cut, and how far it got. A state
/// may be kept only then: what follows from a message that is in the state is not emitted again.
///
/// Opening and cutting belong to the engine thread; answers come on any.
final class Confirmations {
  /// What was emitted between two cuts.
  static final class Stretch {
    private final AtomicInteger open = new AtomicInteger(1);
    private final Map<String, MessageId> last = new ConcurrentHashMap<>();
    private final CompletableFuture<Map<String, MessageId>> answered = new CompletableFuture<>();

    /// @param published null when it failed
    void answered(@Nullable Published published) {
      if (published != null) {
        last.merge(published.id().stream(), published.id(), Confirmations::later);
      }
      if (open.decrementAndGet() == 0) {
        answered.complete(last);
      }
    }
  }

  private CompletableFuture<Map<String, MessageId>> before =
      CompletableFuture.completedFuture(Map.of());
  private Stretch now = new Stretch();

  /// One more emission begins.
  Stretch open() {
    now.open.incrementAndGet();
    return now;
  }

  /// Cuts here.
  ///
  /// @return completes with the last message emitted on each stream, once all have been answered
  CompletableFuture<Map<String, MessageId>> cut() {
    Stretch ended = now;
    now = new Stretch();
    before = before.thenCombine(ended.answered, Confirmations::merged);
    ended.answered(null);
    return before;
  }

  private static Map<String, MessageId> merged(
      Map<String, MessageId> older, Map<String, MessageId> newer) {
    Map<String, MessageId> all = new TreeMap<>(older);
    newer.forEach((stream, id) -> all.merge(stream, id, Confirmations::later));
    return all;
  }

  private static MessageId later(MessageId one, MessageId other) {
    return one.sequence() >= other.sequence() ? one : other;
  }
}
