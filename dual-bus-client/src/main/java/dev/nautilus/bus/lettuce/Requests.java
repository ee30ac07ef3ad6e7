package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests whose reply is awaited, by correlation id. Replies are decoded on a thread of their
/// own, so that a handler that waits for a reply does not wait for itself.
final class Requests implements AutoCloseable {
  /// Type name of a reply that says the responder failed; its body is the reason in UTF-8.
  static final String FAILURE = "reply_failed";

  private static final Logger log = LoggerFactory.getLogger(Requests.class);

  private final Map<String, Waiting<?>> waiting = new ConcurrentHashMap<>();
  private final ExecutorService decoder;
  private final BusCounters counters;
  private final Encoding encoding;

  Requests(BusCounters counters, ExecutorService decoder, Encoding encoding) {
    this.counters = counters;
    this.decoder = decoder;
    this.encoding = encoding;
  }

  /// Whether nobody waits.
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Whether somebody waits for such a reply. A request in the same stream has the same id.
  boolean isReply(String correlationId, String typeName) {
    Waiting<?> request = waiting.get(correlationId);
    return request != null
        && (typeName.equals(FAILURE) || typeName.equals(request.type().reply().name()));
  }

  private record Waiting<R>(
      RequestType<?, R> type, CompletableFuture<Message<R>> reply, Encoding encoding) {
    void accept(Frame frame) {
      Envelope envelope = frame.envelope(0, "reply", false);
      if (frame.typeName(0).equals(FAILURE)) {
        reply.completeExceptionally(
            new BusException(
                BusException.Reason.REPLY_FAILED,
                envelope.sender() + ": " + StandardCharsets.UTF_8.decode(frame.body(0))));
        return;
      }
      try {
        R payload = encoding.of(type.reply()).decode(frame.body(0));
        reply.complete(new Message<>(type.reply(), payload, envelope));
      } catch (IllegalArgumentException e) {
        reply.completeExceptionally(
            new BusException(BusException.Reason.REPLY_FAILED, "unreadable reply", e));
      }
    }
  }

  /// Starts to wait; ends as TIMEOUT when nothing comes.
  <R> CompletableFuture<Message<R>> await(
      String correlationId, RequestType<?, R> type, Duration timeout) {
    CompletableFuture<Message<R>> reply = new CompletableFuture<>();
    waiting.put(correlationId, new Waiting<>(type, reply, encoding));
    return reply
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (message, failure) -> {
              waiting.remove(correlationId);
              if (failure instanceof TimeoutException) {
                throw new BusException(
                    BusException.Reason.TIMEOUT,
                    "no reply to " + type.name() + " within " + timeout);
              }
              if (failure instanceof BusException known) {
                throw known;
              }
              if (failure != null) {
                throw new BusException(
                    BusException.Reason.REPLY_FAILED, "request failed: " + failure, failure);
              }
              return message;
            });
  }

  /// Ends a wait early: the request could not be sent.
  void fail(String correlationId, Throwable cause) {
    Waiting<?> request = waiting.get(correlationId);
    if (request != null) {
      Throwable root = cause.getCause() instanceof BusException ? cause.getCause() : cause;
      request.reply().completeExceptionally(root);
    }
  }

  /// The reply, unless sending the request fails first.
  static <R> CompletableFuture<Message<R>> failingWith(
      CompletableFuture<?> sent,
      String id,
      Requests requests,
      CompletableFuture<Message<R>> reply) {
    sent.exceptionally(
        failure -> {
          requests.fail(id, failure);
          return null;
        });
    return reply;
  }

  /// A reply came; on Netty's thread.
  void replied(byte[] bytes) {
    try {
      decoder.execute(() -> accept(bytes));
    } catch (RejectedExecutionException e) {
      counters.increment(BusMeter.LATE_REPLIES);
    }
  }

  private void accept(byte[] bytes) {
    try {
      Frame frame = FrameDecoder.decode(bytes);
      String correlationId =
          frame.count() == 0 ? null : frame.envelope(0, "reply", false).correlationId();
      Waiting<?> request = correlationId == null ? null : waiting.remove(correlationId);
      if (request == null) {
        counters.increment(BusMeter.LATE_REPLIES);
      } else {
        request.accept(frame);
      }
    } catch (CorruptFrameException e) {
      counters.increment(BusMeter.CORRUPT);
      log.warn("corrupt reply: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    decoder.shutdown();
    for (String correlationId : waiting.keySet()) {
      fail(correlationId, new BusException(BusException.Reason.CLOSED, "the client was closed"));
    }
  }
}
