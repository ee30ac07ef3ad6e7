package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The outgoing buffers of one bus, one per stream that was published to, and what becomes of their
/// messages in numbers. Any thread finds its buffer; the rest belongs to the writer.
final class StreamBuffers {
  private final Map<StreamKey, StreamBuffer> byStream = new ConcurrentHashMap<>();
  private final BusTransport.Setup setup;
  private final BusCounters counters;
  private final long incarnation;

  StreamBuffers(BusTransport.Setup setup, BusCounters counters, long incarnation) {
    this.setup = setup;
    this.counters = counters;
    this.incarnation = incarnation;
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
      counters.add(BusMeter.REFUSED, buffer.expire(System.nanoTime(), why));
    }
  }

  void abandon(BusException.Reason reason, String why) {
    for (StreamBuffer buffer : all()) {
      counters.add(BusMeter.REFUSED, buffer.abandon(reason, why));
    }
  }
}
