package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.websocket.WebsocketProperties.Access.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDoorTest {
  private static final String TOKEN = "0123456789abcdef";

  @Test
  void token_ofTheSettings_opensWhatItNames() {
    TokenDoor door = new TokenDoor(false, List.of("desk quotes,fills acc-1,acc-2 " + TOKEN));
    Caller caller = door.admit(TOKEN).orElseThrow();
    assertThat(caller.name()).isEqualTo("desk");
    assertThat(caller.owns("acc-2")).isTrue();
    assertThat(caller.owns("acc-3")).isFalse();
    assertThat(caller.mayAdminister()).isFalse();
    assertThat(door.admit("0123456789abcdeF")).isEmpty();
    assertThat(door.admit(null)).isEmpty();
  }

  @Test
  void token_asHash_opensToo() {
    String hash = "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";
    TokenDoor door = new TokenDoor(false, List.of("ops *,admin - sha256:" + hash));
    assertThat(door.admit(TOKEN))
        .hasValueSatisfying(
            caller -> {
              assertThat(caller.mayAdminister()).isTrue();
              assertThat(caller.owns("acc-1")).isFalse();
            });
  }

  @Test
  void open_anybody_comesIn() {
    assertThat(new TokenDoor(true, List.of()).admit(null)).hasValue(Caller.ANYBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"desk quotes acc-9", "desk quotes acc-9 short", "desk * * sha256:12"})
  void line_thatIsWrong_isRefusedWithoutTellingIt(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenDoor(false, List.of("a * * fedcba9876543210", line)))
        .withMessageStartingWith("token 2 of the gateway must")
        .withMessageNotContaining("acc-9");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,127.0.0.1,true",
    "AUTO,localhost,true",
    "AUTO,0.0.0.0,false",
    "AUTO,'',false",
    "AUTO,127.evil.example,false",
    "OPEN,0.0.0.0,true",
    "CLOSED,127.0.0.1,false"
  })
  void mode_andAddress_sayWhetherATokenIsNeeded(Mode mode, String address, boolean open) {
    assertThat(Loopback.isOpen(mode, address)).isEqualTo(open);
  }
}
