package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.codec.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the messages of pushed frames to their handlers. One that fails is counted and logged, and
/// the next one comes. Confined to the reading thread.
final class FrameDelivery {
  private static final Logger log = LoggerFactory.getLogger(FrameDelivery.class);

  private final String stream;
  private final Handlers handlers;
  private final BusCounters counters;

  FrameDelivery(String stream, Handlers handlers, BusCounters counters) {
    this.stream = stream;
    this.handlers = handlers;
    this.counters = counters;
  }

  /// Delivers a frame's messages from this one on.
  void deliver(Frame frame, int from) {
    int delivered = 0;
    try {
      for (int i = from; i < frame.count(); i++) {
        if (isDelivered(frame, i)) {
          delivered++;
        }
      }
    } finally {
      handlers.endFrame(frame);
      counters.add(BusMeter.DELIVERED, delivered);
    }
  }

  private boolean isDelivered(Frame frame, int index) {
    try {
      return handlers.deliver(frame, index, stream, false);
    } catch (Exception e) {
      counters.increment(BusMeter.FAILED);
      log.warn("handler of {} on {} failed: {}", frame.typeName(index), stream, e, e);
      return false;
    }
  }
}
