package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Family;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkingTest {
  private static final GroupStream STREAM = Groups.stream(Family.RISK, 0);

  private final Parking parking = new Parking();

  private static Entry entry(String... keys) {
    return Groups.entry(STREAM, keys);
  }

  private static Parking.Parked one(Entry entry, int index) {
    return new Parking.Parked(entry, index, null);
  }

  @Test
  void joins_keyThatFailed_waitsBehindIt() {
    Entry entry = entry("AAPL", "AAPL", "MSFT");
    parking.park(one(entry, 0), 100);
    assertThat(parking.joins(one(entry, 1))).isTrue();
    assertThat(parking.joins(one(entry, 2))).isFalse();
    assertThat(parking.size()).isEqualTo(2);
  }

  @Test
  void due_afterTheDelay_givesTheLineInOrder() {
    Entry entry = entry("AAPL", "AAPL");
    parking.park(one(entry, 0), 100);
    parking.joins(one(entry, 1));
    assertThat(parking.due(99, one -> true)).isEmpty();
    assertThat(parking.due(100, one -> true))
        .singleElement()
        .satisfies(
            line -> assertThat(line).extracting(Parking.Parked::index).containsExactly(0, 1));
    assertThat(parking.size()).isZero();
  }

  @Test
  void park_withoutAKey_holdsNobodyBack() {
    Entry entry = entry("", "");
    parking.park(one(entry, 0), 100);
    assertThat(parking.joins(one(entry, 1))).isFalse();
    parking.park(one(entry, 1), 100);
    assertThat(parking.due(100, one -> true)).hasSize(2);
  }

  @Test
  void park_failedAgainWhileItsLineWaits_goesBackToTheFront() {
    Entry entry = entry("AAPL", "AAPL", "AAPL");
    parking.park(one(entry, 0), 100);
    parking.joins(one(entry, 1));
    List<Parking.Parked> line = parking.due(100, one -> true).get(0);
    parking.park(line.get(0), 200);
    assertThat(parking.joins(line.get(1))).isTrue();
    assertThat(parking.joins(one(entry, 2))).isTrue();
    assertThat(parking.due(200, one -> true).get(0))
        .extracting(Parking.Parked::index)
        .containsExactly(0, 1, 2);
  }

  @Test
  void due_lineThatMayNotBeHandled_staysWhereItIs() {
    Entry entry = entry("AAPL", "MSFT");
    parking.park(one(entry, 0), 100);
    assertThat(parking.due(200, one -> false)).isEmpty();
    assertThat(parking.due(200, one -> true)).hasSize(1);
  }

  @Test
  void drop_entryThatAnotherInstanceHas_leavesTheOthers() {
    Entry gone = entry("AAPL", "MSFT");
    Entry ours = entry("AAPL");
    parking.park(one(gone, 0), 100);
    parking.joins(one(ours, 0));
    parking.park(one(gone, 1), 100);

    assertThat(parking.drop(entry -> entry == gone))
        .extracting(Parking.Parked::index)
        .containsExactlyInAnyOrder(0, 1);

    assertThat(parking.size()).isEqualTo(1);
    assertThat(parking.due(100, one -> true))
        .singleElement()
        .satisfies(line -> assertThat(line.get(0).entry()).isSameAs(ours));
  }

  @Test
  void nextDue_earliestLine_orFarAway() {
    assertThat(parking.nextDueNanos(0)).isGreaterThan(1_000_000_000L);
    Entry entry = entry("AAPL", "MSFT");
    parking.park(one(entry, 0), 300);
    parking.park(one(entry, 1), 100);
    assertThat(parking.nextDueNanos(0)).isEqualTo(100);
  }
}
