package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.engine.Mailbox.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox(2);
  private int made;

  private Work work() {
    return Work.internal("work-" + ++made, outbox -> {});
  }

  private Work put(Lane lane) throws InterruptedException {
    Work work = work();
    mailbox.put(lane, work);
    return work;
  }

  private CompletableFuture<Void> putElsewhere(Lane lane, Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            mailbox.put(lane, work);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }

  @Test
  void poll_severalLanes_takesExpressFirst() throws InterruptedException {
    Work pushed = put(Lane.PUSHED);
    Work pulled = put(Lane.PULLED);
    Work internal = put(Lane.INTERNAL);
    Work express = put(Lane.EXPRESS);
    assertThat(mailbox.poll(0)).isSameAs(express);
    assertThat(mailbox.poll(0)).isSameAs(internal);
    assertThat(mailbox.poll(0)).isSameAs(pulled);
    assertThat(mailbox.poll(0)).isSameAs(pushed);
    assertThat(mailbox.poll(0)).isNull();
  }

  @Test
  void poll_oneLane_keepsOrder() throws InterruptedException {
    Work first = put(Lane.PUSHED);
    Work second = put(Lane.PUSHED);
    assertThat(mailbox.poll(0)).isSameAs(first);
    assertThat(mailbox.poll(0)).isSameAs(second);
  }

  @Test
  void put_fullLane_waitsForRoom() throws InterruptedException {
    put(Lane.PUSHED);
    put(Lane.PUSHED);
    Work third = work();
    CompletableFuture<Void> waiting = putElsewhere(Lane.PUSHED, third);
    await().until(() -> mailbox.waits() == 1);
    assertThat(waiting).isNotDone();
    mailbox.poll(0);
    waiting.join();
    mailbox.poll(0);
    assertThat(mailbox.poll(0)).isSameAs(third);
  }

  @Test
  void put_fullLane_leavesOtherLanesOpen() throws InterruptedException {
    put(Lane.PUSHED);
    put(Lane.PUSHED);
    Work express = put(Lane.EXPRESS);
    assertThat(mailbox.poll(0)).isSameAs(express);
  }

  @Test
  void put_fullWhileHeld_givesUpTheOldest() throws InterruptedException {
    mailbox.hold(true);
    Work oldest = put(Lane.PUSHED);
    Work second = put(Lane.PUSHED);
    put(Lane.PUSHED);
    assertThat(oldest.done()).isCompletedExceptionally();
    assertThat(mailbox.shed()).isEqualTo(1);
    mailbox.hold(false);
    assertThat(mailbox.poll(0)).isSameAs(second);
  }

  @Test
  void poll_held_givesInternalWorkOnly() throws InterruptedException {
    mailbox.hold(true);
    Work live = put(Lane.EXPRESS);
    Work history = put(Lane.INTERNAL);
    assertThat(mailbox.poll(0)).isSameAs(history);
    assertThat(mailbox.poll(0)).isNull();
    mailbox.hold(false);
    assertThat(mailbox.poll(0)).isSameAs(live);
  }

  @Test
  void offer_fullLane_isRefused() {
    assertThat(mailbox.offer(Lane.INTERNAL, work())).isTrue();
    assertThat(mailbox.offer(Lane.INTERNAL, work())).isTrue();
    assertThat(mailbox.offer(Lane.INTERNAL, work())).isFalse();
  }

  @Test
  void close_waitingPut_isRejected() throws InterruptedException {
    put(Lane.PULLED);
    put(Lane.PULLED);
    CompletableFuture<Void> waiting = putElsewhere(Lane.PULLED, work());
    await().until(() -> mailbox.waits() == 1);
    mailbox.close();
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void close_arrivedWork_canStillBeTaken() throws InterruptedException {
    Work arrived = put(Lane.PUSHED);
    mailbox.close();
    assertThat(mailbox.poll(1_000_000_000)).isSameAs(arrived);
    assertThat(mailbox.poll(1_000_000_000)).isNull();
    assertThatThrownBy(() -> put(Lane.PUSHED)).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void close_held_givesUpLiveWork() throws InterruptedException {
    mailbox.hold(true);
    Work live = put(Lane.PULLED);
    mailbox.close();
    assertThat(live.done()).isCompletedExceptionally();
    assertThat(mailbox.depth()).isZero();
  }

  @Test
  void poll_woken_returnsBeforeItsTime() throws InterruptedException {
    mailbox.wake();
    assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
  }
}
