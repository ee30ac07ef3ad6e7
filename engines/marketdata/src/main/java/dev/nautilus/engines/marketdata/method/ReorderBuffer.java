package dev.nautilus.engines.marketdata.method;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts numbered things back into order and says which are missing for good.
///
/// A thing whose turn it is passes at once. One that comes early waits until those before it have
/// come, at most for the timeout; then what is missing is a gap, told once, and the waiting ones
/// pass. One whose turn is over is a duplicate.
///
/// @param <T> what is numbered
public final class ReorderBuffer<T> {

  /// More than this never wait: the oldest hole is then given up at once.
  static final int MOST_WAITING = 10_000;

  private record Waiting<T>(T item, Instant since) {}

  /// What may pass now.
  ///
  /// @param items in the order of their numbers
  /// @param gaps given up just now
  /// @param duplicate whether the thing offered had been had already
  public record Passed<T>(
      List<T> items, List<SequenceTracker.Outcome.Gap> gaps, boolean duplicate) {
    public Passed {
      items = List.copyOf(items);
      gaps = List.copyOf(gaps);
    }
  }

  private final Duration timeout;
  private final NavigableMap<Long, Waiting<T>> waiting = new TreeMap<>();
  private long next;

  /// @param timeout longest wait for a missing one
  /// @param next number of the first one expected
  public ReorderBuffer(Duration timeout, long next) {
    this.timeout = timeout;
    this.next = next;
  }

  /// Takes one in.
  ///
  /// @param now when it arrived
  public Passed<T> accept(long number, T item, Instant now) {
    if (number < next || waiting.containsKey(number)) {
      return new Passed<>(List.of(), List.of(), true);
    }
    waiting.put(number, new Waiting<>(item, now));
    return expire(now);
  }

  /// Gives up what was waited for too long.
  public Passed<T> expire(Instant now) {
    List<T> items = new ArrayList<>();
    List<SequenceTracker.Outcome.Gap> gaps = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Map.Entry<Long, Waiting<T>> first = waiting.firstEntry();
      if (first.getKey() > next) {
        if (waiting.size() <= MOST_WAITING && oldest().plus(timeout).isAfter(now)) {
          break;
        }
        gaps.add(new SequenceTracker.Outcome.Gap(next, first.getKey() - 1));
      }
      items.add(first.getValue().item());
      next = first.getKey() + 1;
      waiting.pollFirstEntry();
    }
    return new Passed<>(items, gaps, false);
  }

  private Instant oldest() {
    return waiting.values().stream()
        .map(Waiting::since)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /// The next number expected.
  public long next() {
    return next;
  }

  /// How many wait.
  public int size() {
    return waiting.size();
  }

  /// Those that wait, in the order of their numbers; for a snapshot.
  public List<T> waitingItems() {
    return waiting.values().stream().map(Waiting::item).toList();
  }

  /// The one that comes first of those that wait; null when none does.
  public @Nullable T firstWaiting() {
    return waiting.isEmpty() ? null : waiting.firstEntry().getValue().item();
  }
}
