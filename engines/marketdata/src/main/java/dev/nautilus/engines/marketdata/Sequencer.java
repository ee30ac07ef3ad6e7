package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.ReorderBuffer;
import dev.nautilus.engines.marketdata.method.SequenceTracker.Outcome.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what is missing of one type and instrument. The hub numbers each datum it publishes (`term
/// << 40 | counter`, one counter for each type and instrument), so a counter that is left out is a
/// message that was lost on the way. A new term is a new hub, which counts from 1.
final class Sequencer {
  private static final int COUNTER_BITS = 40;

  /// @param next counter expected next; 0 before the first
  /// @param waiting what came early, in order
  record State(
      long term, long next, List<TapeEntry> waiting, long heard, long duplicates, long missing) {
    State {
      waiting = List.copyOf(waiting);
    }
  }

  /// What may pass, and what is missing before it.
  record Passed(List<TapeEntry> entries, List<Gap> gaps) {}

  private final Duration timeout;
  private long term;
  private long heard;
  private long duplicates;
  private long missing;
  private @Nullable ReorderBuffer<TapeEntry> buffer;

  Sequencer(Duration timeout) {
    this.timeout = timeout;
  }

  Passed accept(TapeEntry entry) {
    long version = entry.provenance().version();
    heard++;
    if (version == 0) {
      return new Passed(List.of(entry), List.of()); // of a hub that has no term yet
    }
    long itsTerm = version >>> COUNTER_BITS;
    long counter = version & ((1L << COUNTER_BITS) - 1);
    if (buffer != null && itsTerm < term) {
      duplicates++;
      return new Passed(List.of(), List.of());
    }
    List<TapeEntry> entries = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    ReorderBuffer<TapeEntry> current = buffer;
    if (current == null || itsTerm > term) {
      if (current != null) {
        collect(current.expire(Instant.MAX), entries, gaps);
      }
      current = new ReorderBuffer<>(timeout, current == null ? counter : 1);
      buffer = current;
      term = itsTerm;
    }
    ReorderBuffer.Passed<TapeEntry> passed =
        current.accept(counter, entry, entry.provenance().receivedAt());
    duplicates += passed.duplicate() ? 1 : 0;
    collect(passed, entries, gaps);
    return new Passed(entries, gaps);
  }

  /// Gives up what was waited for too long.
  Passed expire(Instant now) {
    List<TapeEntry> entries = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    if (buffer != null) {
      collect(buffer.expire(now), entries, gaps);
    }
    return new Passed(entries, gaps);
  }

  private void collect(
      ReorderBuffer.Passed<TapeEntry> passed, List<TapeEntry> entries, List<Gap> gaps) {
    entries.addAll(passed.items());
    gaps.addAll(passed.gaps());
    missing += passed.gaps().stream().mapToLong(Gap::missing).sum();
  }

  /// How many came a second time.
  long duplicates() {
    return duplicates;
  }

  State state() {
    List<TapeEntry> waiting = buffer == null ? List.of() : buffer.waitingItems();
    return new State(term, buffer == null ? 0 : buffer.next(), waiting, heard, duplicates, missing);
  }

  void restore(State state) {
    term = state.term();
    heard = state.heard();
    duplicates = state.duplicates();
    missing = state.missing();
    buffer = null;
    if (state.next() > 0) {
      ReorderBuffer<TapeEntry> restored = new ReorderBuffer<>(timeout, state.next());
      for (TapeEntry entry : state.waiting()) {
        long counter = entry.provenance().version() & ((1L << COUNTER_BITS) - 1);
        var _ = restored.accept(counter, entry, entry.provenance().receivedAt());
      }
      buffer = restored;
    }
  }
}
