package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadPlaceTest {
  private static final StreamId OLD = new StreamId(100_000, 3);
  private static final StreamId AFTER = new StreamId(100_001, 0);
  private static final StreamId MUCH_LATER = new StreamId(200_000, 0);

  private final ReadPlace place = new ReadPlace();

  private void startAt(StreamId end) {
    place.startAt(end, 1);
    place.begin(1);
  }

  @Test
  void catchingUp_onTheSameServer_beginsWhereItEnded() {
    startAt(OLD);
    assertThat(place.seen()).isEqualTo(OLD);
    place.pageBegins(OLD);
    assertThat(place.isTrimmed(OLD)).isFalse();
    place.seen(AFTER);
    place.seen(OLD);
    assertThat(place.seen()).isEqualTo(AFTER);
  }

  @Test
  void catchingUp_whereTheOldEndIsTrimmed_saysSo() {
    startAt(OLD);
    place.pageBegins(MUCH_LATER);
    assertThat(place.isTrimmed(AFTER)).isTrue();
    assertThat(place.isTrimmed(MUCH_LATER)).isFalse();
  }

  @Test
  void catchingUp_onAnEmptyStream_findsEverythingTrimmed() {
    startAt(OLD);
    place.pageBegins(null);
    assertThat(place.isTrimmed(MUCH_LATER)).isTrue();
  }

  @Test
  void catchingUp_whereAnotherServerWasMet_goesBackOnceByTheSpreadOfClocks() {
    startAt(OLD);
    place.begin(2);
    assertThat(place.seen()).isEqualTo(new StreamId(90_000, 0));
    assertThat(place.wentBack()).isTrue();
    place.seen(AFTER);
    place.begin(2);
    assertThat(place.wentBack()).isFalse();
    assertThat(place.seen()).isEqualTo(AFTER);
  }

  @Test
  void catchingUp_whileAnotherServerIsMet_isOutdatedUntilItBeginsAgain() {
    startAt(OLD);
    assertThat(place.isOutdated(1)).isFalse();
    assertThat(place.isOutdated(2)).isTrue();
    place.begin(2);
    assertThat(place.isOutdated(2)).isFalse();
  }

  @Test
  void catchingUp_whereAnotherServerWasMet_knowsWhatWasTrimmedFromWhatIsOnlyOlder() {
    startAt(OLD);
    place.begin(2);
    place.pageBegins(new StreamId(95_000, 0));
    assertThat(place.isTrimmed(OLD)).isFalse();
    place.begin(3);
    place.pageBegins(MUCH_LATER);
    assertThat(place.isTrimmed(AFTER)).isTrue();
  }

  @Test
  void catchingUp_whereTheOtherServerLacksTheEnd_doesNotCallItTrimmed() {
    startAt(OLD);
    place.begin(2);
    place.pageBegins(null);
    assertThat(place.isTrimmed(OLD)).isFalse();
  }

  @Test
  void anEntry_thatWasReadBeforeGoingBack_isNotNew() {
    startAt(OLD);
    place.begin(2);
    assertThat(place.isNew(OLD)).isFalse();
    assertThat(place.isNew(AFTER)).isTrue();
  }

  @Test
  void catchingUp_nearTheBeginningOfTime_doesNotGoBehindIt() {
    startAt(new StreamId(5, 0));
    place.begin(2);
    assertThat(place.seen()).isEqualTo(StreamId.ZERO);
  }

  @Test
  void catchingUp_whereTheServerLostItsMemory_beginsAtTheBeginning() {
    startAt(OLD);
    place.serverReplaced();
    place.begin(1);
    assertThat(place.seen()).isEqualTo(StreamId.ZERO);
    place.pageBegins(MUCH_LATER);
    assertThat(place.isTrimmed(AFTER)).isTrue();
  }
}
