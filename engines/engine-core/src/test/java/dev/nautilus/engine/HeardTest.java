package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageId;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeardTest {
  private final Heard heard = new Heard();

  private static MessageId id(long sequence) {
    return new MessageId("{el:risk:0}", 7, sequence);
  }

  @Test
  void contains_onlyWhatWasAdded() {
    heard.add(id(1));
    heard.add(id(4));
    assertThat(heard.contains(id(1))).isTrue();
    assertThat(heard.contains(id(2))).isFalse();
    assertThat(heard.contains(id(4))).isTrue();
    assertThat(heard.contains(id(5))).isFalse();
  }

  @Test
  void contains_otherPublisherOrStream_isAnotherMessage() {
    heard.add(id(1));
    assertThat(heard.contains(new MessageId("{el:risk:0}", 8, 1))).isFalse();
    assertThat(heard.contains(new MessageId("{el:risk:1}", 7, 1))).isFalse();
  }

  @Test
  void add_afterAJump_forgetsWhatStoodInItsPlace() {
    for (long i = 1; i <= 200; i++) {
      heard.add(id(i));
    }
    heard.add(id(Heard.WINDOW + 100));
    assertThat(heard.contains(id(150))).isTrue();
    assertThat(heard.contains(id(Heard.WINDOW + 50))).isFalse();
    assertThat(heard.contains(id(Heard.WINDOW + 99))).isFalse();
    assertThat(heard.contains(id(201))).isFalse();
  }

  @Test
  void contains_everyNumberAfterRandomJumps_isAsASetSays() {
    SplittableRandom random = new SplittableRandom(11);
    TreeSet<Long> expected = new TreeSet<>();
    long at = 0;
    for (int i = 0; i < 3_000; i++) {
      at += random.nextInt(10) == 0 ? random.nextInt(1, 400) : 1;
      heard.add(id(at));
      expected.add(at);
    }
    for (long sequence = Math.max(1, at - Heard.WINDOW + 1); sequence <= at; sequence++) {
      assertThat(heard.contains(id(sequence))).isEqualTo(expected.contains(sequence));
    }
  }

  @Test
  void contains_farBehind_countsAsHeardUnlessItsReactionFailed() {
    heard.add(id(1));
    heard.missed(id(2));
    heard.add(id(2L * Heard.WINDOW));
    assertThat(heard.contains(id(1))).isTrue();
    assertThat(heard.contains(id(2))).isFalse();
    assertThat(heard.isMissed(id(2))).isTrue();
    heard.add(id(2));
    assertThat(heard.contains(id(2))).isTrue();
    assertThat(heard.isMissed(id(2))).isFalse();
  }

  @Test
  void snapshotRow_hasNoNumber_mayComeAgain() {
    heard.add(id(0));
    assertThat(heard.contains(id(0))).isFalse();
  }

  @Test
  void read_whatWasWritten_knowsTheSame() {
    for (long i = 1; i < 100_000; i += 3) {
      heard.add(id(i));
    }
    heard.missed(id(99_999));
    StateOutput out = new StateOutput();
    heard.write(out);
    Heard again = new Heard();
    again.read(StateInput.of(out.toBytes()));
    for (long i = 1; i <= 100_010; i++) {
      assertThat(again.contains(id(i))).isEqualTo(heard.contains(id(i)));
    }
    assertThat(again.isMissed(id(99_999))).isTrue();
  }

  @Test
  void add_fromTooManyPublishers_forgetsTheOneNotHeardOfLongest() {
    for (long publisher = 0; publisher <= Heard.MOST_PUBLISHERS; publisher++) {
      heard.add(new MessageId("s", publisher, 1));
      heard.add(new MessageId("s", 0, publisher + 1));
    }
    assertThat(heard.contains(new MessageId("s", 0, 1))).isTrue();
    assertThat(heard.contains(new MessageId("s", 1, 1))).isFalse();
    assertThat(heard.contains(new MessageId("s", 2, 1))).isTrue();
  }
}
