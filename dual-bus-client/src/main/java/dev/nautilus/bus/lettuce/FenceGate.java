package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.legacy.Fences;
import dev.nautilus.bus.legacy.LegacyOrigin;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Decides which side hands a message to its handler while an engine moves. At the old side what is
/// behind the fences passes by; at the new side what is before them does, and the rest waits until
/// the old side is finished. A message waits by keeping the thread that brought it, so that nothing
/// is read that could not be handled. Any thread.
final class FenceGate {
  private EngineMode from;
  private EngineMode to;
  private @Nullable Fences fences;

  /// Those of the move that led to the side which a move under way leaves. What was before them may
  /// be read there late, and was handled at the side before.
  private @Nullable Fences past;

  private String token = "";
  private boolean holds;
  private boolean finished;
  private boolean closed;

  /// The side where every message is handled and nothing need be looked at; null for none. A side
  /// that was given up is never it.
  private volatile @Nullable EngineMode open;

  /// @param at the side where all is handled
  FenceGate(EngineMode at) {
    this.from = at;
    this.to = at;
    this.open = at;
  }

  /// A move begins. What comes at the new side is before the fences until [#hold]: nobody can have
  /// set them yet.
  ///
  /// @param migration token of it
  synchronized void move(EngineMode target, String migration) {
    to = target;
    token = migration;
    past = fences;
    fences = null;
    holds = false;
    finished = false;
    open = null;
    notifyAll();
  }

  /// Whether this move is under way.
  synchronized boolean isMoving(String migration) {
    return from != to && migration.equals(token);
  }

  /// From now on fences may be set: what comes at the new side waits until they are known.
  synchronized void hold() {
    holds = true;
  }

  /// An opening fence has been met: waits until all of them are known, if it is one of the move
  /// under way.
  void awaitFences(String migration) throws InterruptedException {
    synchronized (this) {
      while (!closed && from != to && fences == null && migration.equals(token)) {
        wait();
      }
      if (closed) {
        throw new RejectedExecutionException("the client closes");
      }
    }
  }

  /// Where the fences stand is known.
  synchronized void fenced(Fences known) {
    fences = known;
    holds = true;
    notifyAll();
  }

  /// The old side is finished: what waits at the new one goes on.
  synchronized void finished() {
    finished = true;
    notifyAll();
  }

  /// The move is given up: everything as it was.
  synchronized void givenUp(EngineMode at) {
    settled(at, past);
  }

  /// The move is over. The fences of one that is over still hold at this side: what was before them
  /// may come late.
  ///
  /// @param past fences of the move that led here; null for none
  synchronized void settled(EngineMode at, @Nullable Fences past) {
    from = at;
    to = at;
    fences = past;
    open = past == null ? at : null;
    notifyAll();
  }

  /// Whether a message is to be handled here. Waits while that is not known, and while it is not
  /// its turn.
  ///
  /// @param side where it came
  /// @throws RejectedExecutionException when it is not to be handled, nor to be acknowledged: the
  ///   side is given up
  boolean admits(EngineMode side, Message<?> message) throws InterruptedException {
    return side == open || admitsNow(side, message.envelope());
  }

  private synchronized boolean admitsNow(EngineMode side, Envelope envelope)
      throws InterruptedException {
    String written = envelope.origin();
    LegacyOrigin origin = written == null ? null : LegacyOrigin.parse(written);
    while (true) {
      if (closed || (side != from && side != to)) {
        throw new RejectedExecutionException(side + " is given up");
      }
      Fences known = fences;
      Fences.Side place = known == null ? null : known.sideOf(envelope.id(), origin);
      if (from == to) {
        return place != Fences.Side.BEFORE;
      }
      if (side == from) {
        boolean handled = past != null && past.sideOf(envelope.id(), origin) == Fences.Side.BEFORE;
        return !handled && place != Fences.Side.AFTER;
      }
      if (place == Fences.Side.BEFORE || !holds) {
        return false;
      }
      if (place != null && finished) {
        return true;
      }
      wait();
    }
  }

  /// Whatever waits is given back.
  synchronized void close() {
    closed = true;
    open = null;
    notifyAll();
  }
}
