package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.DataGap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Market data that does not arrive by push is read from the stream, and what cannot be had any
/// more is announced once, with its exact count.
@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class HoleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MessageType<Numbered> EVENT =
      MessageType.event(Family.APP, "hole.event", Numbered.class).keyedBy(Numbered::key);

  private DualBusClient reader;
  private Recorder<DataGap> gaps;
  private Recorder<Numbered> seen;
  private ForgedPublisher publisher;

  @BeforeEach
  void follow(BusServers servers, BusClients clients) {
    reader = clients.client(EngineType.RISK, "risk-1");
    gaps = Recorder.on(reader, MessageType.DATA_GAP);
    seen = Recorder.on(reader, EVENT);
    publisher = new ForgedPublisher(servers.marketData(), EVENT);
    publisher.publish(1, 2);
    seen.await(2, PATIENCE);
  }

  private static DataGap gap(long first, long missing, String reason) {
    return new DataGap(
        ForgedPublisher.STREAM,
        Long.toHexString(ForgedPublisher.INCARNATION),
        first,
        missing,
        reason);
  }

  /// Publishes one more message and waits for it: what was announced before it is there then.
  private void assertThen(long next, List<Integer> numbers, DataGap... announced) {
    publisher.publish(next, 1);
    seen.awaitMatch(last -> last.number() == next, PATIENCE);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactlyElementsOf(numbers);
    assertThat(gaps.payloads()).containsExactly(announced);
    assertThat(reader.statistics(Bus.MARKET_DATA).gaps())
        .isEqualTo(gaps.payloads().stream().mapToLong(DataGap::missing).sum());
  }

  @Test
  void frame_lostToThePush_isFoundByTheHeartbeatAlone() {
    publisher.storeOnly(3, 2);
    publisher.beat(5);

    seen.await(4, PATIENCE);
    assertThen(5, List.of(1, 2, 3, 4, 5));
  }

  @Test
  void heartbeat_nothingMissing_changesNothing() {
    publisher.beat(3);
    publisher.goodbye(3);

    assertThen(3, List.of(1, 2, 3));
  }

  @Test
  void reader_overtakenByTrimming_isToldTheExactCount(BusServers servers) {
    publisher.storeOnly(3, 2);
    publisher.storeOnly(5, 3);
    servers.marketData().command("XTRIM", ForgedPublisher.STREAM, "MAXLEN", "0");
    publisher.beat(8);

    assertThat(gaps.await(1, PATIENCE).get(0).payload()).isEqualTo(gap(3, 5, "TRIMMED"));
    assertThen(8, List.of(1, 2, 8), gap(3, 5, "TRIMMED"));
  }

  @Test
  void reader_halfOvertakenByTrimming_getsTheRestAndTheCountOfWhatIsGone(BusServers servers) {
    publisher.storeOnly(3, 2);
    publisher.storeOnly(5, 3);
    servers.marketData().command("XTRIM", ForgedPublisher.STREAM, "MAXLEN", "1");

    assertThen(8, List.of(1, 2, 5, 6, 7, 8), gap(3, 2, "TRIMMED"));
  }

  @Test
  void publisher_gaveMessagesUp_isToldAsNeverStored() {
    assertThen(6, List.of(1, 2, 6), gap(3, 3, "NEVER_STORED"));
  }

  @Test
  void frame_damagedInTheStream_isAnnouncedOnceWithItsCount() {
    publisher.publishDamaged(3, 4);
    publisher.beat(7);

    assertThat(gaps.await(1, PATIENCE).get(0).payload()).isEqualTo(gap(3, 4, "CORRUPT"));
    publisher.beat(7);
    assertThen(7, List.of(1, 2, 7), gap(3, 4, "CORRUPT"));
  }

  @Test
  void frame_damagedAndFollowedByAnother_isAnnouncedBeforeIt() {
    publisher.publishDamaged(3, 4);

    assertThen(7, List.of(1, 2, 7), gap(3, 4, "CORRUPT"));
  }

  @Test
  void frame_damagedOnItsWayOnly_comesFromTheStream() {
    publisher.pushDamaged(3, 2);
    publisher.beat(5);

    assertThen(5, List.of(1, 2, 3, 4, 5));
  }

  @Test
  void frame_notAFrameAtAll_isAnnouncedAsUnknown(BusServers servers) {
    servers.marketData().command("XADD", ForgedPublisher.STREAM, "*", "f", "noise");
    servers.marketData().command("PUBLISH", "md:" + ForgedPublisher.STREAM, "noise");

    assertThen(
        3, List.of(1, 2, 3), new DataGap(ForgedPublisher.STREAM, "unknown", 0, 1, "CORRUPT"));
  }
}
