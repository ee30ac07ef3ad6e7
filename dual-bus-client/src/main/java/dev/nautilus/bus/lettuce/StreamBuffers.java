package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.MessageId;
import dev.nautilus.message.SystemAlert.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outgoing buffers of one bus, one per stream that was published to, and what becomes of their
/// messages in numbers. Any thread finds its buffer; the rest belongs to the writer.
final class StreamBuffers {
  private static final Logger log = LoggerFactory.getLogger(StreamBuffers.class);

  private final Map<StreamKey, StreamBuffer> byStream = new ConcurrentHashMap<>();
  private final BusTransport.Setup setup;
  private final BusCounters counters;
  private final long incarnation;
  private final ServerWatch server;

  /// The writer's alone.
  private final Map<StreamBuffer, ConfirmedTail> tails = new HashMap<>();

  StreamBuffers(
      BusTransport.Setup setup, BusCounters counters, ServerWatch server, long incarnation) {
    this.setup = setup;
    this.counters = counters;
    this.server = server;
    this.incarnation = incarnation;
  }

  /// What is kept of what a stream has confirmed.
  ConfirmedTail tail(StreamBuffer buffer) {
    return tails.computeIfAbsent(buffer, key -> new ConfirmedTail(setup.options().bufferBytes()));
  }

  StreamBuffer of(StreamKey stream) {
    StreamBuffer known = byStream.get(stream);
    return known == null
        ? byStream.computeIfAbsent(
            stream,
            key ->
                new StreamBuffer(
                    new PublisherStream(key, setup.engine(), setup.instance(), incarnation),
                    setup.options()))
        : known;
  }

  Collection<StreamBuffer> all() {
    return byStream.values();
  }

  boolean isEmpty() {
    return byStream.values().stream().allMatch(StreamBuffer::isEmpty);
  }

  long bytes() {
    return byStream.values().stream().mapToLong(StreamBuffer::bytes).sum();
  }

  /// A refusal is counted by whoever tells the caller.
  void count(Admission admission) {
    if (admission == Admission.REPLACED_OLDER) {
      counters.increment(BusMeter.CONFLATED);
    } else if (admission == Admission.DROPPED) {
      counters.increment(BusMeter.DROPPED);
    }
  }

  /// The server is away. Said again with each attempt to reach it, so that a buffer made meanwhile
  /// hears of it too.
  void away() {
    for (StreamBuffer buffer : all()) {
      counters.add(BusMeter.CONFLATED, buffer.away());
    }
  }

  void expire(String why) {
    for (StreamBuffer buffer : all()) {
      List<OutgoingFrame> before = buffer.underWay();
      counters.add(BusMeter.REFUSED, buffer.expire(System.nanoTime(), why));
      reportUnknown(buffer, before, why);
    }
  }

  void abandon(BusException.Reason reason, String why) {
    for (StreamBuffer buffer : all()) {
      List<OutgoingFrame> before = buffer.underWay();
      counters.add(BusMeter.REFUSED, buffer.abandon(reason, why));
      reportUnknown(buffer, before, why);
    }
  }

  /// Each caller is told of its own message; who looks after the bus is told of all. On a pushed
  /// stream subscribers see the gap.
  private void reportUnknown(StreamBuffer buffer, List<OutgoingFrame> before, String why) {
    Set<OutgoingFrame> left = new HashSet<>(buffer.underWay());
    List<OutgoingFrame> unknown =
        before.stream().filter(frame -> frame.isMaybeStored() && !left.contains(frame)).toList();
    if (unknown.isEmpty() || buffer.isPushed()) {
      return;
    }
    MessageId first = new MessageId(buffer.stream(), buffer.incarnation(), unknown.get(0).first());
    String text =
        "whether messages %s to %d of %s %s are stored is not known, they were sent and not confirmed: %s"
            .formatted(
                first,
                unknown.get(unknown.size() - 1).last(),
                setup.engine(),
                setup.instance(),
                why);
    log.error("{}", text);
    server.report(Severity.CRITICAL, "UNCONFIRMED", text);
  }
}
