package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.codec.FrameHeader;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what a group gives up to its dead letters. The reading thread waits for the answer: the
/// key's later messages must not run before the move is certain, and it is one round trip.
final class DeadLetterMove {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterMove.class);

  private final FrameWriter writer;
  private final BusCounters counters;
  private final Identity identity;
  private final String group;
  private final InstantSource clock;
  private final Script bury = new Script("bury.lua");
  private String refusal = "";

  /// An entry that could not be read.
  ///
  /// @param bytes what it holds instead of a frame
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Unreadable(GroupStream stream, StreamId id, byte[] bytes, Failure failure) {}

  DeadLetterMove(
      FrameWriter writer,
      BusCounters counters,
      Identity identity,
      String group,
      InstantSource clock) {
    this.writer = writer;
    this.counters = counters;
    this.identity = identity;
    this.group = group;
    this.clock = clock;
  }

  /// Adds a failure to what is known of a message.
  Failure failed(@Nullable Failure before, Throwable cause) {
    return Failure.after(before, cause, clock.instant());
  }

  /// What is known of an entry that is not a frame.
  Failure corrupt(Throwable cause) {
    return Failure.corrupt(cause, clock.instant());
  }

  /// Moves one message; also acknowledges its entry when nothing else of it is open. False when
  /// Redis did not say yes: then nothing is known to have happened, and the same move is safe to
  /// repeat.
  boolean move(Parking.Parked parked, Failure failure) {
    Entry entry = parked.entry();
    FrameHeader header = entry.frame().header();
    LetterFields letter =
        new LetterFields(failure, entry.stream().name(), entry.id().toString(), parked.index());
    letter.message(
        header.incarnation(),
        header.firstSequence() + parked.index(),
        entry.frame().typeName(parked.index()),
        parked.key());
    letter.frame(entry.frame().alone(parked.index()));
    return send(letter, header.count(), entry.isOnLast());
  }

  /// Moves an entry that cannot be read, whole, and acknowledges it; false as in [#move].
  boolean move(Unreadable entry) {
    LetterFields letter =
        new LetterFields(entry.failure(), entry.stream().name(), entry.id().toString(), 0);
    letter.frame(entry.bytes());
    return send(letter, 1, true);
  }

  private boolean send(LetterFields letter, int count, boolean last) {
    String stream = letter.stream();
    String home = StreamNames.home(stream);
    String[] keys = {
      stream, StreamNames.deadLetters(home, group), StreamNames.moved(home, group),
    };
    byte[][] arguments =
        letter.behind(
            group,
            letter.entryId(),
            Integer.toString(letter.index()),
            Integer.toString(count),
            last ? "1" : "0",
            StreamNames.isRetries(stream) ? "1" : "0",
            identity.consumer());
    try {
      byte[] answer =
          writer
              .<byte[]>call(
                  redis -> redis.eval(bury.source(), ScriptOutputType.VALUE, keys, arguments))
              .get(identity.setup().options().commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
      moved(letter, keys[1], new String(answer, StandardCharsets.US_ASCII));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | BusException e) {
      refused(keys[1], e);
      return false;
    }
  }

  private void moved(LetterFields letter, String queue, String answer) {
    refusal = "";
    if (answer.equals("MOVED")) {
      counters.increment(BusMeter.DEAD_LETTERED);
      log.error("given up, now in {}: {}", queue, letter);
    } else {
      log.warn("no longer owed, so not given up again: {}", letter);
    }
  }

  private void refused(String queue, Exception cause) {
    String why = String.valueOf(cause.getCause() == null ? cause : cause.getCause().getMessage());
    if (!why.equals(refusal)) {
      log.warn("{} takes no dead letters now, its messages stay parked: {}", queue, why);
    }
    refusal = why;
  }
}
