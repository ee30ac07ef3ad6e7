package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.codec.FrameHeader;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
  private static final Entry ENTRY =
      Groups.entry(Groups.stream(Family.RISK, 0), "AAPL", "MSFT", "IBM");

  private final Unfinished unfinished = new Unfinished();
  private final FrameHeader header = ENTRY.frame().header();

  private void add(int index) {
    unfinished.add(new Parking.Parked(ENTRY, index, null));
  }

  @Test
  void take_ofAFrameThatComesAgain_isWhatWasNotDoneAndOnlyOnce() {
    add(0);
    add(2);

    assertThat(unfinished.take(header, 3)).containsExactlyInAnyOrder(0, 2);
    assertThat(unfinished.take(header, 3)).isEmpty();
  }

  @Test
  void take_messageThatIsNew_isLeftToThoseWhoHandOutWhatIsNew() {
    add(2);

    assertThat(unfinished.take(header, 2)).isEmpty();
    assertThat(unfinished.take(header, 3)).containsExactly(2);
  }

  @Test
  void take_ofAnotherPublisher_isNothing() {
    add(0);
    FrameHeader other =
        new FrameHeader(header.sender(), header.instance(), header.incarnation() + 1, 1, 3, 0, 0);

    assertThat(unfinished.take(other, 3)).isEmpty();
  }
}
