package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageId;
import dev.nautilus.message.SystemAlert.Severity;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a publisher does when it meets a node that may not be the one which confirmed its last
/// messages: asks how far that one knows it, and sends again what is missing, once however often it
/// is sent. What it does not have any more it reports as lost. Confined to the writer thread.
final class TailRecovery {
  private static final Logger log = LoggerFactory.getLogger(TailRecovery.class);

  private final Senders with;
  private final long timeoutMillis;

  TailRecovery(Senders with, long timeoutMillis) {
    this.with = with;
    this.timeoutMillis = timeoutMillis;
  }

  /// To be called with each new connection, before anything is sent on it. It is closed when it
  /// does not answer.
  ///
  /// @throws dev.nautilus.bus.BusException when it does not answer
  StatefulRedisConnection<String, byte[]> recovered(StatefulRedisConnection<String, byte[]> fresh)
      throws InterruptedException {
    boolean done = false;
    try {
      Questions redis = Questions.over(fresh.async(), timeoutMillis);
      for (StreamBuffer buffer :
          with.keepsTails() ? with.buffers().all() : List.<StreamBuffer>of()) {
        recover(redis, buffer, with.buffers().tail(buffer));
      }
      done = true;
      return fresh;
    } finally {
      if (!done) {
        fresh.closeAsync().exceptionally(failure -> null);
      }
    }
  }

  private void recover(Questions redis, StreamBuffer buffer, ConfirmedTail tail)
      throws InterruptedException {
    if (tail.last() == 0) {
      return;
    }
    String publisher = new String(buffer.publisher(), StandardCharsets.US_ASCII);
    byte[] found = redis.ask(async -> async.hget(buffer.producers(), publisher));
    if (found == null && !tail.isFresh(System.nanoTime())) {
      // Housekeeping forgets publishers that were quiet for long.
      return;
    }
    long known = found == null ? 0 : Long.parseLong(new String(found, StandardCharsets.US_ASCII));
    if (known >= tail.last()) {
      return;
    }
    List<ConfirmedTail.Kept> missing = tail.behind(known);
    long reached = missing.isEmpty() ? tail.last() : Math.max(known, missing.get(0).before());
    buffer.standsAt(end(redis, buffer));
    long there = known;
    for (ConfirmedTail.Kept each : missing) {
      boolean jump = each.before() != there;
      byte[] answer = redis.ask(async -> with.appender().resend(async, buffer, each, jump));
      String text = new String(answer, StandardCharsets.US_ASCII);
      if (text.indexOf('-') > 0) {
        buffer.standsAt(StreamId.parse(text));
      }
      there = each.last();
    }
    if (missing.isEmpty()) {
      buffer.announceJump();
    }
    report(buffer, known, reached, tail.last());
  }

  /// Where everything of ours that is there is at or before.
  private static StreamId end(Questions redis, StreamBuffer buffer) throws InterruptedException {
    List<StreamMessage<String, byte[]>> newest =
        redis.ask(async -> async.xrevrange(buffer.stream(), Range.unbounded(), Limit.from(1)));
    // Not the beginning, which stands for a publisher that never wrote.
    return newest.isEmpty() ? new StreamId(1, 0) : StreamId.parse(newest.get(0).getId());
  }

  /// @param known the last number that the new master has
  /// @param reached the last number that is lost; the same when nothing is
  /// @param last the last number that was confirmed
  private void report(StreamBuffer buffer, long known, long reached, long last) {
    if (reached > known) {
      String lost =
          "messages %s to %d were confirmed and are lost: the node that is master now did not have them yet, and their publisher keeps that many no longer"
              .formatted(id(buffer, known + 1), reached);
      log.error("{}", lost);
      with.server().report(Severity.CRITICAL, "TAIL_LOST", lost);
    }
    if (last > reached) {
      String again =
          "messages %s to %d were confirmed, the node that is master now did not have them yet: sent again"
              .formatted(id(buffer, reached + 1), last);
      log.warn("{}", again);
      with.server().report(Severity.WARNING, "TAIL_RESENT", again);
    }
  }

  private static MessageId id(StreamBuffer buffer, long sequence) {
    return new MessageId(buffer.stream(), buffer.incarnation(), sequence);
  }
}
