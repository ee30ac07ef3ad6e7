package dev.nautilus.bus.lettuce;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams that groups read are trimmed by those who write them, every now and then; a pushed
/// stream is trimmed as it is written. Confined to the writer thread.
final class Trimming {
  private static final Logger log = LoggerFactory.getLogger(Trimming.class);
  private static final long EVERY = TimeUnit.SECONDS.toNanos(30);

  private final Appender appender;
  private long dueNanos = System.nanoTime() + EVERY;

  Trimming(Appender appender) {
    this.appender = appender;
  }

  void askWhenDue(FrameWriter writer, Collection<StreamBuffer> buffers) {
    if (System.nanoTime() - dueNanos < 0) {
      return;
    }
    dueNanos = System.nanoTime() + EVERY;
    for (StreamBuffer buffer : buffers) {
      if (!buffer.isPushed()) {
        writer
            .call(redis -> appender.trim(redis, buffer))
            .exceptionally(
                failure -> {
                  log.warn("{} was not trimmed: {}", buffer.stream(), failure.getMessage());
                  return 0L;
                });
      }
    }
  }
}
