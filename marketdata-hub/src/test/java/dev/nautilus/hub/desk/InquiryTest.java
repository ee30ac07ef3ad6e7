package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.message.BarSpec;
import org.junit.jupiter.api.Test;

class InquiryTest {
  private static final Inquiry BARS =
      Inquiry.about(ServedType.BAR, id("AAPL")).every(BarSpec.MINUTE);

  @Test
  void quote_withARange_isTheQuestionWithoutIt() {
    Inquiry asked =
        Inquiry.about(ServedType.QUOTE, id("AAPL"))
            .every(BarSpec.MINUTE)
            .between(NOON, null)
            .atMost(5);

    assertThat(asked.normalized(NOON)).isEqualTo(Inquiry.about(ServedType.QUOTE, id("AAPL")));
  }

  @Test
  void bars_askedASecondApart_areOneQuestion() {
    Inquiry one = BARS.between(NOON.plusSeconds(1), NOON.plusSeconds(3601));
    Inquiry other = BARS.between(NOON.plusSeconds(2), NOON.plusSeconds(3602));

    assertThat(one.normalized(NOON)).isEqualTo(other.normalized(NOON));
    assertThat(one.normalized(NOON).from()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void bars_endingInTheFuture_haveNoEnd() {
    Inquiry open = BARS.between(NOON, null);

    assertThat(BARS.between(NOON, NOON.plusSeconds(600)).normalized(NOON))
        .isEqualTo(open.normalized(NOON));
  }

  @Test
  void bars_rangeWithinOneMinute_isLeftAsItIs() {
    Inquiry narrow = BARS.between(NOON.plusSeconds(1), NOON.plusSeconds(2));

    assertThat(narrow.normalized(NOON.plusSeconds(600)).to()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void bars_withoutStartOrLimit_haveTheDefaultLimitAndInterval() {
    Inquiry plain = Inquiry.about(ServedType.BAR, id("AAPL")).normalized(NOON);

    assertThat(plain.limit()).isEqualTo(Inquiry.DEFAULT_BARS);
    assertThat(plain.interval()).isEqualTo(BarSpec.DAY);
    assertThat(BARS.between(NOON.minusSeconds(600), null).normalized(NOON).limit()).isZero();
  }

  @Test
  void inquiry_thatMakesNoSense_isRefused() {
    assertThatThrownBy(() -> BARS.between(NOON, NOON)).hasMessageContaining("from must lie before");
    assertThatThrownBy(() -> BARS.atMost(-1)).hasMessageContaining("limit must be 0 to 50000");
    assertThatThrownBy(() -> Inquiry.search(ServedType.ECONOMIC, "x".repeat(201), 0))
        .hasMessageContaining("1 to 200");
  }
}
