package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.lettuce.Incarnation.Sight;
import org.junit.jupiter.api.Test;

class IncarnationTest {
  private final Incarnation incarnation = new Incarnation(Server.ENGINE_LOGIC, "");

  @Test
  void met_theSameAgain_isNothing() {
    assertThat(incarnation.met("a")).isEqualTo(Sight.SAME);
    assertThat(incarnation.met("a")).isEqualTo(Sight.SAME);
  }

  @Test
  void met_another_isToldToOneLaneAlone() {
    incarnation.met("a");
    assertThat(incarnation.met("b")).isEqualTo(Sight.REPLACED);
    assertThat(incarnation.met("b")).isEqualTo(Sight.SAME);
  }

  @Test
  void met_theNameWeGave_saysThatWeWereFirst() {
    incarnation.met("a");
    String ours = incarnation.candidate();
    assertThat(incarnation.met(ours)).isEqualTo(Sight.REPLACED_SEEN_FIRST);
    assertThat(incarnation.candidate()).as("a name is given once").isNotEqualTo(ours);
  }

  @Test
  void met_ourNameOnAnEmptyBus_isNoReplacement() {
    assertThat(incarnation.met(incarnation.candidate())).isEqualTo(Sight.SAME);
  }
}
