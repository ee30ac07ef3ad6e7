package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Budget.Entry.Denied;
import dev.nautilus.hub.vendor.Budget.Entry.Granted;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Source SOURCE = Source.of("test");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();

  private Budget budget(int perSecond, int perDay) {
    return new Budget(
        SOURCE,
        new VendorsProperties.Limits(perSecond, SECOND, 1, perDay, Duration.ofMinutes(10), 0),
        time,
        time::read);
  }

  private static Budget.Entry once(Budget budget, Urgency urgency) {
    Budget.Entry entry = budget.enter(new Errand(urgency), Duration.ZERO);
    if (entry instanceof Granted) {
      budget.leave();
    }
    return entry;
  }

  private int grantedOf(Budget budget, int attempts, Urgency urgency) {
    int granted = 0;
    for (int i = 0; i < attempts; i++) {
      time.advance(SECOND.multipliedBy(3));
      granted += once(budget, urgency) instanceof Granted ? 1 : 0;
    }
    return granted;
  }

  @Test
  void waiting_requestsGoBeforePolling_andEachInOrder() throws InterruptedException {
    // Real time: what is tested is who is woken.
    Budget budget =
        new Budget(
            SOURCE,
            new VendorsProperties.Limits(1000, SECOND, 1, 0, SECOND, 0),
            InstantSource.system(),
            System::nanoTime);
    assertThat(budget.enter(new Errand(Urgency.REQUEST), LONG)).isInstanceOf(Granted.class);
    List<String> order = new CopyOnWriteArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    for (String name : List.of("POLLING 1", "POLLING 2", "REQUEST 1", "REQUEST 2")) {
      Urgency urgency = Urgency.valueOf(name.substring(0, name.length() - 2));
      waiting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    if (budget.enter(new Errand(urgency), LONG) instanceof Granted) {
                      order.add(name);
                      budget.leave();
                    }
                  }));
      int size = waiting.size();
      await().until(() -> budget.report().waiting() == size);
    }

    budget.leave();
    for (Thread each : waiting) {
      each.join();
    }

    assertThat(order).containsExactly("REQUEST 1", "REQUEST 2", "POLLING 1", "POLLING 2");
  }

  @Test
  void errand_raisedWhileItWaits_overtakes() throws InterruptedException {
    Budget budget =
        new Budget(
            SOURCE,
            new VendorsProperties.Limits(1000, SECOND, 1, 0, SECOND, 0),
            InstantSource.system(),
            System::nanoTime);
    budget.enter(new Errand(Urgency.REQUEST), LONG);
    List<String> order = new CopyOnWriteArrayList<>();
    Errand joined = new Errand(Urgency.POLLING);
    List<Thread> waiting = new ArrayList<>();
    for (Errand errand : List.of(new Errand(Urgency.POLLING), joined)) {
      waiting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    budget.enter(errand, LONG);
                    order.add(errand == joined ? "joined" : "other");
                    budget.leave();
                  }));
      int size = waiting.size();
      await().until(() -> budget.report().waiting() == size);
    }

    joined.raise(Urgency.REQUEST);
    budget.leave();
    for (Thread each : waiting) {
      each.join();
    }

    assertThat(order).containsExactly("joined", "other");
  }

  @Test
  void enter_turnFurtherAwayThanPatience_isDeniedAtOnceWithTheTime() {
    Budget budget = budget(1, 0);
    once(budget, Urgency.REQUEST);

    Budget.Entry entry = budget.enter(new Errand(Urgency.REQUEST), Duration.ofMillis(999));

    assertThat(entry)
        .isInstanceOfSatisfying(
            Denied.class, denied -> assertThat(denied.retryAfter()).isEqualTo(SECOND));
  }

  @Test
  void guess_takesOnlyWhatNobodyNeeds_butFinishesWhatItBegan() {
    Budget budget = budget(2, 0);
    once(budget, Urgency.REQUEST);
    time.advance(Duration.ofMillis(500));
    assertThat(once(budget, Urgency.PREFETCH))
        .as("half of the pace is used")
        .isInstanceOf(Denied.class);
    time.advance(Duration.ofMillis(500));
    Errand guess = new Errand(Urgency.PREFETCH);

    assertThat(budget.enter(guess, Duration.ZERO)).isInstanceOf(Granted.class);
    assertThat(once(budget, Urgency.PREFETCH)).as("somebody is on").isInstanceOf(Denied.class);
    budget.leave();
    time.advance(Duration.ofMillis(500));
    assertThat(budget.enter(guess, Duration.ZERO))
        .as("its second call")
        .isInstanceOf(Granted.class);
  }

  @Test
  void quota_eachKindLeavesAPartToTheMoreUrgent() {
    Budget budget = budget(10, 100);

    assertThat(grantedOf(budget, 120, Urgency.PREFETCH)).isEqualTo(50);
    assertThat(grantedOf(budget, 120, Urgency.POLLING)).isEqualTo(30);
    assertThat(grantedOf(budget, 120, Urgency.REQUEST)).isEqualTo(20);
  }

  @Test
  void quota_usedUp_saysWhenACallIsFreeAgain() {
    Budget budget = budget(10, 5);
    grantedOf(budget, 5, Urgency.REQUEST);

    Denied denied = (Denied) once(budget, Urgency.REQUEST);

    assertThat(denied.detail()).contains("5 calls a day");
    assertThat(denied.retryAfter()).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    time.advance(denied.retryAfter());
    assertThat(once(budget, Urgency.REQUEST)).isInstanceOf(Granted.class);
  }

  @Test
  void penalty_box_letsNobodyThrough() {
    Budget budget = budget(10, 0);
    assertThat(budget.penalize(null)).isEqualTo(Duration.ofMinutes(10));

    time.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(once(budget, Urgency.REQUEST)).isInstanceOf(Denied.class);
    assertThat(budget.expectedWait(Urgency.REQUEST)).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(once(budget, Urgency.REQUEST)).isInstanceOf(Granted.class);
  }

  @Test
  void book_aRestart_forgetsNeitherCallsNorSilence() {
    MemoryBook book = new MemoryBook();
    Budget before = budget(10, 5);
    before.keepIn(book);
    grantedOf(before, 3, Urgency.REQUEST);
    before.penalize(null);

    Budget after = budget(10, 5);
    after.keepIn(book);

    assertThat(once(after, Urgency.REQUEST)).isInstanceOf(Denied.class);
    time.advance(Duration.ofMinutes(11));
    assertThat(grantedOf(after, 5, Urgency.REQUEST)).isEqualTo(2);
    assertThat(book.total(SOURCE, "day")).isEqualTo(5);
  }

  @Test
  void book_awayAtTheStart_sourcesWithAQuotaWait() {
    Budget limited = budget(10, 5);
    Budget free = budget(10, 0);
    limited.expectBook();
    free.expectBook();

    assertThat(once(limited, Urgency.REQUEST)).isInstanceOf(Denied.class);
    assertThat(once(free, Urgency.REQUEST)).isInstanceOf(Granted.class);
    limited.keepIn(new MemoryBook());
    assertThat(once(limited, Urgency.REQUEST)).isInstanceOf(Granted.class);
  }

  @Test
  void book_awayForAWhile_isBroughtUpToDate() {
    MemoryBook book = new MemoryBook();
    Budget budget = budget(10, 50);
    budget.keepIn(book);
    book.setAway(true);
    grantedOf(budget, 4, Urgency.REQUEST);
    assertThat(book.total(SOURCE, "day")).isZero();
    book.setAway(false);
    time.advance(Duration.ofSeconds(6));

    budget.save();

    assertThat(book.total(SOURCE, "day")).isEqualTo(4);
  }
}
