package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HandlersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String STREAM = "{md:app:0}";
  private static final MessageType<Text> TYPE =
      MessageType.event(Family.APP, "handlers.text", Text.class);

  record Text(String value) {}

  private final Handlers handlers = new Handlers(Encoding.BUS);

  private static Frame frame() {
    OutgoingMessage message =
        new OutgoingMessage(
            TYPE.name(),
            1,
            "{\"value\":\"a\"}".getBytes(StandardCharsets.UTF_8),
            Priority.NORMAL,
            "",
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            false);
    FrameHeader header = new FrameHeader(EngineType.HUB, "hub-1", 7, 1, 1, 0, 0);
    return FrameDecoder.decode(FrameEncoder.encode(header, List.of(message)));
  }

  private void deliver() {
    Frame frame = frame();
    try {
      handlers.deliver(frame, 0, STREAM, false);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      handlers.endFrame(frame);
    }
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work, "other-lane");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void endFrame_letsTheOtherLaneHaveItsTurn() throws InterruptedException {
    AtomicInteger seen = new AtomicInteger();
    handlers.add(TYPE, message -> seen.incrementAndGet(), Set.of());
    deliver();

    started(this::deliver).join(PATIENCE.toMillis());

    assertThat(seen).hasValue(2);
  }

  @Test
  void handler_thatClosesItsSubscription_leavesNobodyWaiting() throws InterruptedException {
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Subscription> own = new AtomicReference<>();
    AtomicInteger seen = new AtomicInteger();
    own.set(
        handlers.add(
            TYPE,
            message -> {
              seen.incrementAndGet();
              inHandler.countDown();
              assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
              own.get().close();
            },
            Set.of()));
    Thread first = started(this::deliver);
    assertThat(inHandler.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Thread second = started(this::deliver);
    while (second.getState() != Thread.State.TIMED_WAITING
        && second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    goOn.countDown();
    first.join(PATIENCE.toMillis());
    second.join(PATIENCE.toMillis());

    assertThat(second.isAlive()).isFalse();
    assertThat(seen).hasValue(1);
  }
}
