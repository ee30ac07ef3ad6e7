package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Bars of one length of time.
///
/// **Definition** A print belongs to the slot `[start, end)` of the calendar that holds its time. A
/// bar is finished when a print of a later slot comes, or when the clock has passed its end by the
/// lateness. A print for a finished bar that comes while the newest print lies within the lateness
/// of the bar's end corrects it: the bar comes again with its revision raised by one. One that is
/// later is counted and left out. Which of several prints opens and closes a bar is told by their
/// times, so a corrected bar equals one whose prints came in order.
///
/// **Empty slots** between two bars of one session are left out, or filled with the last close and
/// no volume.
public final class TimeBars {

  /// Finished bars that can still be corrected from outside: four hours of minutes.
  private static final int KEPT = 240;

  /// Longest row of empty bars: a session of seconds would else be made of nothing.
  private static final int MOST_EMPTY = 1_440;

  /// A finished bar, or its correction.
  ///
  /// @param start what names it
  /// @param end first instant that is not in it
  /// @param revision 0 at first
  public record Cut(Instant start, Instant end, BuiltBar bar, int revision) {}

  /// A slot that has begun.
  ///
  /// @param revision of the newest cut; -1 while it grows
  public record Begun(Instant start, Instant end, BuiltBar bar, int revision) {
    private Begun with(BuiltBar other) {
      return new Begun(start, end, other, revision);
    }

    private Begun raised() {
      return new Begun(start, end, bar, revision + 1);
    }

    private Cut cut() {
      return new Cut(start, end, bar, revision);
    }
  }

  /// What it remembers.
  ///
  /// @param newest when the newest print happened; null before the first
  /// @param late how many prints came too late
  public record State(List<Begun> slots, @Nullable Instant newest, long late) {
    public State {
      slots = List.copyOf(slots);
    }
  }

  private final SessionCalendar calendar;
  private final Duration length;
  private final Duration lateness;
  private final boolean fillEmpty;
  private final NavigableMap<Instant, Begun> slots = new TreeMap<>();
  private @Nullable Instant newest;
  private long late;

  /// @param length a day or a part of a day, of whole seconds
  /// @param lateness how long after its end a bar is still corrected by late prints
  /// @param fillEmpty whether slots without a print become bars
  public TimeBars(SessionCalendar calendar, Duration length, Duration lateness, boolean fillEmpty) {
    if (length.toSeconds() < 1 || length.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("length must be one second to one day, was " + length);
    }
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must be 0 or more, was " + lateness);
    }
    this.calendar = calendar;
    this.length = length;
    this.lateness = lateness;
    this.fillEmpty = fillEmpty;
  }

  /// Takes a print in.
  ///
  /// @return bars it finishes or corrects, oldest first
  public List<Cut> accept(Print print) {
    Optional<SessionCalendar.Slot> found = calendar.slot(length, print.at());
    if (found.isEmpty()) {
      return List.of();
    }
    SessionCalendar.Slot slot = found.get();
    if (newest != null && newest.isAfter(slot.end().plus(lateness))) {
      late++;
      return List.of();
    }
    newest = newest == null || print.at().isAfter(newest) ? print.at() : newest;
    List<Cut> cuts = new ArrayList<>(finishUntil(newest));
    Begun begun = slots.get(slot.start());
    BuiltBar bar = BuiltBar.plus(begun == null ? null : begun.bar(), print);
    Begun grown = begun == null ? new Begun(slot.start(), slot.end(), bar, -1) : begun.with(bar);
    boolean finished = grown.revision() >= 0 || !slot.end().isAfter(newest);
    put(finished ? grown.raised() : grown, finished ? cuts : null);
    return cuts;
  }

  private void put(Begun begun, @Nullable List<Cut> cuts) {
    slots.put(begun.start(), begun);
    if (cuts != null) {
      cuts.add(begun.cut());
    }
    while (slots.size() > KEPT) {
      slots.pollFirstEntry();
    }
  }

  /// Lets the clock finish what nobody trades any more.
  public List<Cut> advance(Instant now) {
    return finishUntil(now.minus(lateness));
  }

  private List<Cut> finishUntil(Instant until) {
    List<Cut> cuts = new ArrayList<>();
    for (Begun begun : List.copyOf(slots.values())) {
      if (begun.revision() < 0 && !begun.end().isAfter(until)) {
        fillBefore(begun, cuts);
        put(begun.raised(), cuts);
      }
    }
    return cuts;
  }

  private void fillBefore(Begun next, List<Cut> cuts) {
    Map.Entry<Instant, Begun> before = slots.lowerEntry(next.start());
    if (!fillEmpty || before == null || length.equals(Duration.ofDays(1))) {
      return;
    }
    BigDecimal close = before.getValue().bar().close();
    Instant at = before.getValue().end();
    for (int i = 0; i < MOST_EMPTY && at.isBefore(next.start()) && calendar.isOpen(at); i++) {
      SessionCalendar.Slot slot = calendar.slot(length, at).orElseThrow();
      put(new Begun(slot.start(), slot.end(), BuiltBar.empty(close, at), 0), cuts);
      at = slot.end();
    }
  }

  /// The finished or growing bar of an instant.
  public Optional<Begun> at(Instant instant) {
    return calendar.slot(length, instant).map(SessionCalendar.Slot::start).map(slots::get);
  }

  /// The finished or growing bar of that name.
  public Optional<Begun> named(Instant start) {
    return Optional.ofNullable(slots.get(start));
  }

  /// Replaces a bar by one that is known to be better.
  ///
  /// @param start what names it
  /// @return its correction; empty while it grows, when it is forgotten or nothing changes
  public Optional<Cut> correct(Instant start, BuiltBar better) {
    Begun begun = slots.get(start);
    if (begun == null || begun.bar().equals(better)) {
      return Optional.empty();
    }
    Begun corrected = begun.with(better);
    if (begun.revision() < 0) {
      slots.put(start, corrected);
      return Optional.empty();
    }
    slots.put(start, corrected.raised());
    return Optional.of(corrected.raised().cut());
  }

  /// A bar that was never begun, for all its prints were missed.
  ///
  /// @param at an instant in it
  /// @return the bar, unless it is known or does not lie in the past
  public Optional<Cut> insert(Instant at, BuiltBar bar) {
    SessionCalendar.Slot slot = calendar.slot(length, at).orElse(null);
    if (slot == null
        || slots.containsKey(slot.start())
        || newest == null
        || slot.end().isAfter(newest)) {
      return Optional.empty();
    }
    List<Cut> cuts = new ArrayList<>();
    put(new Begun(slot.start(), slot.end(), bar, 0), cuts);
    return Optional.of(cuts.getFirst());
  }

  /// How many prints came too late.
  public long late() {
    return late;
  }

  /// All it remembers.
  public State state() {
    return new State(List.copyOf(slots.values()), newest, late);
  }

  /// Goes on from where another one of the same parameters was.
  public void restore(State state) {
    slots.clear();
    state.slots().forEach(begun -> slots.put(begun.start(), begun));
    newest = state.newest();
    late = state.late();
  }
}
