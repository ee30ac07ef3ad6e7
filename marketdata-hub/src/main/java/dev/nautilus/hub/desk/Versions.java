package dev.nautilus.hub.desk;

import dev.nautilus.message.InstrumentId;
import java.util.HashMap;
import java.util.Map;

/// Assigns versions: `term << 40 | counter` for each type and instrument. A term is raised on the
/// durable Redis whenever a hub starts, so versions go on rising over restarts.
///
/// Memory is bounded: when too many instruments are counted, all counters are forgotten and the
/// next ones start above the highest of them. A counter may jump; it never goes back.
///
/// Safe for many threads.
public final class Versions {
  private static final int COUNTER_BITS = 40;
  private static final long MAX_TERM = Long.MAX_VALUE >> COUNTER_BITS;
  private static final long NO_TERM = -1;

  private final int mostCounters;
  private final Map<Subject, Long> counters = new HashMap<>();
  private long term = NO_TERM;
  private long lastTerm = NO_TERM;
  private long floor;
  private long highest;

  private record Subject(ServedType type, InstrumentId instrument) {}

  /// Counts up to a million subjects apart.
  public Versions() {
    this(1_000_000);
  }

  Versions(int mostCounters) {
    this.mostCounters = mostCounters;
  }

  /// Starts a term; versions can be assigned from now on.
  ///
  /// @param newTerm higher than the term before it
  /// @throws IllegalArgumentException when it is not, or does not fit into a version
  public synchronized void lead(long newTerm) {
    if (newTerm <= lastTerm || newTerm > MAX_TERM) {
      throw new IllegalArgumentException(
          "term must be more than " + lastTerm + " and at most " + MAX_TERM + ", was " + newTerm);
    }
    term = newTerm;
    lastTerm = newTerm;
    counters.clear();
    floor = 0;
    highest = 0;
  }

  /// Ends the term: no version is given any more until the next one, which must be higher.
  public synchronized void resign() {
    term = NO_TERM;
  }

  /// Whether there was a term and is none: another hub may give versions now, and nothing may be
  /// taken in without one.
  public synchronized boolean hasResigned() {
    return term == NO_TERM && lastTerm != NO_TERM;
  }

  /// Whether there is a term.
  public synchronized boolean leads() {
    return term != NO_TERM;
  }

  /// The next version of a type and instrument, 1 or more; 0 while there is no term.
  synchronized long next(ServedType type, InstrumentId instrument) {
    if (term == NO_TERM) {
      return 0;
    }
    if (counters.size() >= mostCounters) {
      counters.clear();
      floor = highest;
    }
    long counter = counters.merge(new Subject(type, instrument), floor + 1, (old, _) -> old + 1);
    highest = Math.max(highest, counter);
    return term << COUNTER_BITS | counter;
  }
}
