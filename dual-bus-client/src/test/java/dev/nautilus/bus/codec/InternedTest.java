package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.message.InstrumentId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InternedTest {
  private final Interned<InstrumentId> ids = new Interned<>(InstrumentId::of);

  private InstrumentId get(String text) {
    byte[] bytes = ("<<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return ids.get(bytes, 2, bytes.length - 3);
  }

  @Test
  void get_sameBytesTwice_isTheSameValue() {
    assertThat(get("AAPL")).isSameAs(get("AAPL")).isEqualTo(InstrumentId.of("AAPL"));
  }

  @Test
  void get_moreThanThereAreSlots_isStillRight() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertThat(get("S" + i).value()).isEqualTo("S" + i);
      }
    }
  }

  @Test
  void get_bytesThatSpellNone_isRefusedEachTime() {
    assertThatIllegalArgumentException().isThrownBy(() -> get("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> get("a b"));
  }
}
