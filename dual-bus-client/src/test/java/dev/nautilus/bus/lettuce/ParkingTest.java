package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParkingTest {
  private final Parking parking = new Parking();

  private static Entry entry(String... keys) {
    List<OutgoingMessage> messages =
        Stream.of(keys)
            .map(
                key ->
                    new OutgoingMessage(
                        "t",
                        1,
                        new byte[0],
                        Priority.NORMAL,
                        key,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        false))
            .toList();
    byte[] frame =
        FrameEncoder.encode(
            new FrameHeader(EngineType.RISK, "risk-1", 1, 1, keys.length, 0, 0), messages);
    return new Entry("{el:risk:0}", "1-1", FrameDecoder.decode(frame), false);
  }

  @Test
  void joins_keyThatFailed_waitsBehindIt() {
    Entry entry = entry("AAPL", "AAPL", "MSFT");
    parking.park(entry, 0, 100);
    assertThat(parking.joins(entry, 1)).isTrue();
    assertThat(parking.joins(entry, 2)).isFalse();
    assertThat(parking.size()).isEqualTo(2);
  }

  @Test
  void due_afterTheDelay_givesTheLineInOrder() {
    Entry entry = entry("AAPL", "AAPL");
    parking.park(entry, 0, 100);
    parking.joins(entry, 1);
    assertThat(parking.due(99)).isEmpty();
    assertThat(parking.due(100))
        .singleElement()
        .satisfies(
            line -> assertThat(line).extracting(Parking.Parked::index).containsExactly(0, 1));
    assertThat(parking.size()).isZero();
  }

  @Test
  void park_withoutAKey_holdsNobodyBack() {
    Entry entry = entry("", "");
    parking.park(entry, 0, 100);
    assertThat(parking.joins(entry, 1)).isFalse();
    parking.park(entry, 1, 100);
    assertThat(parking.due(100)).hasSize(2);
  }

  @Test
  void park_failedAgainWhileItsLineWaits_goesBackToTheFront() {
    Entry entry = entry("AAPL", "AAPL", "AAPL");
    parking.park(entry, 0, 100);
    parking.joins(entry, 1);
    List<Parking.Parked> line = parking.due(100).get(0);
    parking.park(entry, line.get(0).index(), 200);
    assertThat(parking.joins(entry, line.get(1).index())).isTrue();
    assertThat(parking.joins(entry, 2)).isTrue();
    assertThat(parking.due(200).get(0)).extracting(Parking.Parked::index).containsExactly(0, 1, 2);
  }
}
