package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmedTailTest {
  private static final int BODY = 1_000;

  private final ConfirmedTail tail = new ConfirmedTail(10 * BODY);

  private static OutgoingFrame frame(long sequence, Priority priority) {
    OutgoingMessage message =
        new OutgoingMessage(
            "tail.test",
            1,
            new byte[BODY],
            priority,
            "",
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            false);
    Pending pending = Pending.of(EncodedMessage.of(message), MessageType.Kind.EVENT, 0, null);
    FrameHeader header = new FrameHeader(EngineType.HUB, "hub-1", 7, sequence, 1, 0, 0);
    return new OutgoingFrame(header, sequence - 1, List.of(pending), pending.size());
  }

  private static OutgoingFrame frame(long sequence) {
    return frame(sequence, Priority.NORMAL);
  }

  @Test
  void frames_behindANumber_areThoseConfirmedLaterInOrder() {
    for (int i = 1; i <= 5; i++) {
      tail.confirmed(frame(i), 0);
    }
    assertThat(tail.last()).isEqualTo(5);
    assertThat(tail.behind(3)).extracting(ConfirmedTail.Kept::last).containsExactly(4L, 5L);
    assertThat(tail.behind(3)).extracting(ConfirmedTail.Kept::before).containsExactly(3L, 4L);
    assertThat(tail.behind(5)).isEmpty();
  }

  @Test
  void frame_behindOneThatWasGivenUp_followsTheLastThatWasConfirmed() {
    tail.confirmed(frame(1), 0);
    tail.confirmed(frame(3), 0);
    assertThat(tail.behind(0)).extracting(ConfirmedTail.Kept::before).containsExactly(0L, 1L);
  }

  @Test
  void frames_beyondTheBytes_areForgottenOldestFirst() {
    for (int i = 1; i <= 50; i++) {
      tail.confirmed(frame(i), 0);
    }
    List<ConfirmedTail.Kept> kept = tail.behind(0);
    assertThat(kept).hasSizeBetween(5, 10);
    assertThat(kept.get(kept.size() - 1).last()).isEqualTo(50);
    assertThat(kept.get(0).before()).isEqualTo(50 - kept.size());
  }

  @Test
  void frames_olderThanAMinute_areForgotten() {
    tail.confirmed(frame(1), 0);
    tail.confirmed(frame(2), ConfirmedTail.LONGEST + 1);
    assertThat(tail.behind(0)).extracting(ConfirmedTail.Kept::last).containsExactly(2L);
    assertThat(tail.isFresh(2 * ConfirmedTail.LONGEST)).isTrue();
    assertThat(tail.isFresh(2 * ConfirmedTail.LONGEST + 1)).isFalse();
  }

  @Test
  void tail_ofNothing_isNotFresh() {
    assertThat(tail.isFresh(0)).isFalse();
    assertThat(tail.last()).isZero();
  }

  @Test
  void frame_withSomethingUrgent_isExpress() {
    assertThat(frame(1, Priority.URGENT).isExpress()).isTrue();
    assertThat(frame(1, Priority.CRITICAL).isExpress()).isTrue();
    assertThat(frame(1, Priority.HIGH).isExpress()).isFalse();
  }
}
