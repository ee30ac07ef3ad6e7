package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Linger;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Frames out and answers in, never waiting for either. A frame that Redis refuses stays, with what
/// is behind it, and is sent again a little later. Confined to the writer thread but for what it
/// says about trouble.
final class FrameTraffic {
  private static final Logger log = LoggerFactory.getLogger(FrameTraffic.class);

  /// Bytes below which a single frame goes through a script at once: two copies of it cost Redis
  /// less than the commands of a transaction.
  private static final int SMALL = 4096;

  private final Senders with;
  private final StreamBuffers buffers;
  private final LingerControl linger;
  private final Signal work;
  private final Backoff backoff = new Backoff();
  private final ReplicaWait replicas;

  /// No frame is sent before, because Redis refused one; 0 when it takes them.
  private long refusedUntilNanos;

  private volatile String refusal = "";

  FrameTraffic(Senders with, BusOptions options, Linger linger, Signal work) {
    this.with = with;
    this.buffers = with.buffers();
    this.replicas = new ReplicaWait(options);
    this.linger = new LingerControl(linger, System.nanoTime());
    this.work = work;
  }

  /// Why Redis takes no frames; empty when it does. Any thread.
  String refusal() {
    return refusal;
  }

  /// There is a new connection.
  void connected() {
    refusedUntilNanos = 0;
    refusal = "";
  }

  /// How long until there is something to send, unless an answer or a message comes first.
  long nanosUntilDue(long now) {
    if (refusedUntilNanos != 0) {
      return refusedUntilNanos - now;
    }
    long nanos = Long.MAX_VALUE;
    for (StreamBuffer buffer : buffers.all()) {
      nanos = Math.min(nanos, buffer.nanosUntilDue(now, linger(buffer)));
    }
    return nanos;
  }

  /// Hands over what may be sent, not flushed; returns how many frames.
  ///
  /// @param atOnce whether nothing waits for a frame to fill
  int send(RedisAsyncCommands<String, byte[]> redis, boolean atOnce) {
    long now = System.nanoTime();
    linger.update(now);
    if (refusedUntilNanos != 0) {
      if (now - refusedUntilNanos < 0) {
        return 0;
      }
      refusedUntilNanos = 0;
      buffers.expire(refusal);
    }
    int sent = 0;
    for (StreamBuffer buffer : buffers.all()) {
      sent += send(redis, buffer, now, atOnce ? 0 : linger(buffer));
    }
    return sent;
  }

  /// Whoever sends a request waits for its answer: there a frame that fills costs more than it
  /// saves, at any load that one instance can ask at.
  private long linger(StreamBuffer buffer) {
    return buffer.key().family() == Family.REQUESTS ? 0 : linger.nanos();
  }

  private int send(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, long now, long wait) {
    int again = sendAgain(redis, buffer, now);
    List<OutgoingFrame> fresh = buffer.next(now, wait);
    if (buffer.key().isOfMain() || (fresh.size() == 1 && fresh.get(0).size() < SMALL)) {
      for (OutgoingFrame frame : fresh) {
        sendGuarded(redis, buffer, frame, now);
      }
    } else if (!fresh.isEmpty()) {
      wakeAfter(with.appender().sendNew(redis, buffer, fresh, now));
    }
    confirmedByReplicas(redis, buffer, fresh);
    for (OutgoingFrame frame : fresh) {
      linger.sent(frame.messages().size());
    }
    return again + fresh.size();
  }

  private int sendAgain(RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, long now) {
    OutgoingFrame frame = buffer.again();
    if (frame == null) {
      return 0;
    }
    List<OutgoingFrame> sent = new ArrayList<>();
    while (frame != null) {
      sendGuarded(redis, buffer, frame, now);
      sent.add(frame);
      frame = buffer.again();
    }
    confirmedByReplicas(redis, buffer, sent);
    return sent.size();
  }

  private void confirmedByReplicas(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, List<OutgoingFrame> frames) {
    if (!frames.isEmpty() && replicas.follow(redis, buffer, frames)) {
      frames.forEach(frame -> wakeAfter(Objects.requireNonNull(frame.reply())));
    }
  }

  private void sendGuarded(
      RedisAsyncCommands<String, byte[]> redis,
      StreamBuffer buffer,
      OutgoingFrame frame,
      long now) {
    CompletableFuture<byte[]> reply =
        with.appender().send(redis, buffer, frame).toCompletableFuture();
    frame.sent(reply, now);
    wakeAfter(reply);
  }

  private void wakeAfter(CompletableFuture<?> answer) {
    var unused = answer.whenComplete((value, failure) -> work.raise());
  }

  /// Takes the answers that are there.
  ///
  /// @throws BusException when the connection failed
  void takeAnswers() {
    for (StreamBuffer buffer : buffers.all()) {
      takeAnswers(buffer);
    }
  }

  /// In the order they were sent. What stands behind a frame that Redis refused was refused as
  /// well, because the script takes no frame out of order.
  private void takeAnswers(StreamBuffer buffer) {
    for (OutgoingFrame frame : buffer.underWay()) {
      if (frame.isAnswered()) {
        takeAnswer(buffer, frame);
      } else if (frame.reply() != null) {
        return;
      }
    }
  }

  private void takeAnswer(StreamBuffer buffer, OutgoingFrame frame) {
    try {
      byte[] answer = Objects.requireNonNull(frame.reply()).join();
      accept(buffer, frame, new String(answer, StandardCharsets.US_ASCII));
    } catch (CompletionException e) {
      if (e.getCause() instanceof RedisCommandExecutionException refused) {
        frame.notStored();
        String said = String.valueOf(refused.getMessage());
        if (Refusal.isElsewhere(said)) {
          throw new BusException(BusException.Reason.NOT_SENT, said, e);
        }
        refused(buffer, said);
        return;
      }
      throw new BusException(
          BusException.Reason.OUTCOME_UNKNOWN, "the connection failed: " + e.getCause(), e);
    }
  }

  /// @param said an answer, and behind a space how many replicas have it when they are too few
  private void accept(StreamBuffer buffer, OutgoingFrame frame, String said) {
    int space = said.indexOf(' ');
    String answer = space < 0 ? said : said.substring(0, space);
    if (answer.equals(Appender.JUMP)) {
      frame.notStored();
      if (buffer.isOldest(frame)) {
        log.warn("{} does not know our sequence; announcing the jump", buffer.stream());
        buffer.announceJump();
      }
      return;
    }
    refusal = "";
    backoff.reset();
    List<Pending> messages = frame.messages();
    long now = System.nanoTime();
    linger.confirmedAfter(now - frame.sentNanos());
    with.counters().confirmed(messages.size(), now - messages.get(0).acceptedNanos());
    if (space >= 0 && frame.isExpress()) {
      frame.doubted(replicas.shortage(said.substring(space + 1)));
      with.counters().increment(BusMeter.UNREPLICATED);
      log.warn("{} {}: {}", buffer.stream(), frame.first(), frame.doubt());
    }
    if (with.keepsTails()) {
      buffers.tail(buffer).confirmed(frame, now);
    }
    boolean duplicate = answer.equals(Appender.DUPLICATE);
    buffer.confirmed(frame, duplicate ? null : StreamId.parse(answer));
    with.heartbeats().written(buffer);
  }

  private void refused(StreamBuffer buffer, String message) {
    if (message.startsWith("NOSCRIPT")) {
      with.appender().forget();
      return;
    }
    if (Refusal.isForbidden(message)) {
      // Waiting does not help, and the other streams may be ours to write.
      String why =
          "this user may not write " + buffer.stream() + ", grant it the right: " + message;
      log.error("{}", why);
      int gone = buffer.abandon(BusException.Reason.UNUSABLE_SERVER, why);
      with.counters().add(BusMeter.REFUSED, gone);
      return;
    }
    if (!message.equals(refusal)) {
      log.warn("{} takes no frames: {}", buffer.stream(), message);
    }
    refusal = message;
    with.server().refused(message);
    if (refusedUntilNanos == 0) {
      // 0 stands for none.
      refusedUntilNanos = (System.nanoTime() + backoff.nextNanos()) | 1;
    }
  }
}
