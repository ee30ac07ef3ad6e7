package dev.nautilus.bus.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.legacy.Fences.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FencesTest {
  private static final String MAIN = "nautilus-risk-streams";
  private static final String BUS = "{el:risk:0}";
  private final Fences fences = fences("1f=17,ffffffffffffffff=3");

  private static Fences fences(String publishers) {
    return new Fences(
        new Migration(
            EngineType.RISK,
            "token",
            EngineMode.LEGACY,
            EngineMode.DUAL,
            Migration.Phase.CARRIED,
            Map.of(
                Fences.open(MAIN), "1700000000000-5",
                Fences.open(BUS), publishers,
                Fences.close(MAIN), "1700000000100-0")));
  }

  private Side ofMain(String entry) {
    return fences.sideOf(new MessageId(BUS, 9, 9), LegacyOrigin.ofMain(MAIN, entry));
  }

  private Side ofBus(String stream, long incarnation, long sequence) {
    return fences.sideOf(new MessageId(stream, incarnation, sequence), null);
  }

  @Test
  void nativeToMain_isOnTheSideOfItsEntry_whereverItIsRead() {
    assertThat(ofMain("1700000000000-4")).isEqualTo(Side.BEFORE);
    assertThat(ofMain("1699999999999-99")).isEqualTo(Side.BEFORE);
    assertThat(ofMain("1700000000000-6")).isEqualTo(Side.AFTER);
    assertThat(ofMain("1700000000000-10")).isEqualTo(Side.AFTER);
    assertThat(ofMain("1700000000001-0")).isEqualTo(Side.AFTER);
  }

  @Test
  void nativeToABus_isOnTheSideOfItsSequence() {
    assertThat(ofBus(BUS, 0x1f, 17)).isEqualTo(Side.BEFORE);
    assertThat(ofBus(BUS, 0x1f, 18)).isEqualTo(Side.AFTER);
    assertThat(ofBus(BUS, -1, 3)).isEqualTo(Side.BEFORE);
    assertThat(ofBus(BUS, -1, 4)).isEqualTo(Side.AFTER);
    assertThat(ofBus(BUS, 77, 1)).as("who came later").isEqualTo(Side.AFTER);
  }

  @Test
  void carriedToMain_isOnTheSideOfItsOrigin() {
    MessageId onMain = new MessageId(MAIN, 1_700_000_000_200L, 1);
    LegacyOrigin before = new LegacyOrigin(BUS, "1-0", 0x1f, 17);
    LegacyOrigin after = new LegacyOrigin(BUS, "1-0", 0x1f, 18);
    assertThat(fences.sideOf(onMain, before)).isEqualTo(Side.BEFORE);
    assertThat(fences.sideOf(onMain, after)).isEqualTo(Side.AFTER);
  }

  @Test
  void streamWithoutFence_isUnfenced() {
    assertThat(ofBus("{el:orders:0}", 1, 1)).isEqualTo(Side.UNFENCED);
    assertThat(
            fences.sideOf(
                new MessageId("x", 1, 1), LegacyOrigin.ofMain("nautilus-own-streams", "1-0")))
        .isEqualTo(Side.UNFENCED);
    assertThat(fences.closing(MAIN)).isEqualTo("1700000000100-0");
    assertThat(fences.closing(BUS)).isNull();
    assertThat(fences.closing()).containsExactly(Map.entry(MAIN, "1700000000100-0"));
  }

  @Test
  void publishers_writtenAndRead_areTheSame() {
    String position =
        Fences.publishers(Map.of("ffffffffffffffff", "3", "1f", "17", "carried", "1-0"));
    assertThat(position).isEqualTo("1f=17,ffffffffffffffff=3");
    assertThat(Fences.publishers(Map.of())).isEmpty();
    assertThat(fences("").sideOf(new MessageId(BUS, 1, 1), null)).isEqualTo(Side.AFTER);
  }

  @Test
  void position_unreadable_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> fences("17")).withMessageContaining("17");
  }
}
