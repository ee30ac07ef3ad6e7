package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadSizeTest {
  private final ReadSize size = ReadSize.ofFrames();

  @Test
  void came_fullAnswersOfSmallFrames_growsToTheMost() {
    int first = size.count();
    size.came(first, first, first * 1000L);
    assertThat(size.count()).isEqualTo(2 * first);
    for (int i = 0; i < 10; i++) {
      size.came(size.count(), size.count(), size.count() * 1000L);
    }
    assertThat(size.count()).isEqualTo(32);
  }

  @Test
  void came_answerThatIsNotFull_staysAsItIs() {
    int first = size.count();
    size.came(first - 1, first - 1, 1000);
    size.came(0, 0, 0);
    assertThat(size.count()).isEqualTo(first);
  }

  @Test
  void came_largeFrames_asksForNoMoreThanFourMebibytes() {
    size.came(8, 8, 8L << 20);
    assertThat(size.count()).isEqualTo(4);
    size.came(4, 4, 64L << 20);
    assertThat(size.count()).isEqualTo(1);
    size.came(1, 1, 1000);
    assertThat(size.count()).isEqualTo(2);
  }
}
