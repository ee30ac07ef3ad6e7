package dev.nautilus.engines.marketdata;

import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was missed of one instrument's tape, and what is still being asked for. Confined to the
/// engine thread.
final class GapLog {
  private static final int KEPT = 200;

  /// What a vendor's minutes healed.
  ///
  /// @param minutes to be put into the bars, oldest first
  /// @param joining whether they are from before the engine listened
  record Healing(List<Bar> minutes, boolean joining) {}

  private final InstrumentId instrument;
  private List<Hole> holes = new ArrayList<>();

  GapLog(InstrumentId instrument) {
    this.instrument = instrument;
  }

  void add(Hole hole) {
    holes.add(hole);
    for (int i = 0; holes.size() > KEPT && i < holes.size(); i++) {
      if (!holes.get(i).isOpen()) {
        holes.remove(i);
        i--;
      }
    }
  }

  /// Asks the hub for the vendor's minutes of open holes that are due: one question for all.
  ///
  /// @return holes that are given up with this
  List<Hole> ask(Instant now, Outbox outbox) {
    int minutes = 0;
    List<Hole> givenUp = new ArrayList<>();
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      if (hole.isOpen() && !now.isBefore(hole.nextAsk())) {
        Hole asked = hole.askedAt(now);
        holes.set(i, asked);
        if (asked.isOpen()) {
          minutes = Math.max(minutes, hole.minutesUntil(now));
        } else {
          givenUp.add(asked);
        }
      }
    }
    if (minutes > 0) {
      outbox.ask(Backfill.bars(instrument, BarSpec.MINUTE, minutes));
    }
    return givenUp;
  }

  /// Has every hole that is not healed asked for again.
  ///
  /// @return how many
  int resync(Instant now) {
    int again = 0;
    for (int i = 0; i < holes.size(); i++) {
      if (holes.get(i).state() != Hole.State.HEALED) {
        holes.set(i, holes.get(i).askAgainAt(now));
        again++;
      }
    }
    return again;
  }

  /// Takes the vendor's minutes in. A hole is healed when the vendor has told a minute as late as
  /// its last one; where it left a minute out before that, nothing was traded.
  List<Healing> heal(List<Bar> minutes) {
    Map<Instant, Bar> byStart = new HashMap<>();
    Instant newest = null;
    for (Bar bar : minutes) {
      if (bar.complete() && bar.spec().equals(BarSpec.MINUTE)) {
        byStart.put(bar.start(), bar);
        newest = newest == null || bar.start().isAfter(newest) ? bar.start() : newest;
      }
    }
    List<Healing> healings = new ArrayList<>();
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      if (hole.isOpen() && reaches(newest, hole)) {
        holes.set(i, hole.healed());
        healings.add(new Healing(covered(hole, byStart), hole.isJoining()));
      }
    }
    return healings;
  }

  private static boolean reaches(@Nullable Instant newest, Hole hole) {
    return newest != null && !newest.isBefore(hole.lastMinute());
  }

  private static List<Bar> covered(Hole hole, Map<Instant, Bar> byStart) {
    List<Bar> covered = new ArrayList<>();
    for (Instant minute = hole.firstMinute();
        !minute.isAfter(hole.lastMinute());
        minute = minute.plusSeconds(60)) {
      Bar bar = byStart.get(minute);
      if (bar != null) {
        covered.add(bar);
      }
    }
    return covered;
  }

  /// All that are remembered, oldest first.
  List<Hole> holes() {
    return List.copyOf(holes);
  }

  void restore(List<Hole> state) {
    holes = new ArrayList<>(state);
  }
}
