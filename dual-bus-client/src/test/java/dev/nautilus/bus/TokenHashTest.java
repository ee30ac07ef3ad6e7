package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenHashTest {
  /// Source: NIST, example values of SHA-256 for "abc".
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void hash_ofAToken_isItsSha256() {
    assertThat(TokenHash.of("abc")).isEqualTo(OF_ABC);
  }

  @Test
  void setting_tokenOrHashOfIt_isTheSame() {
    String token = "0123456789abcdef";
    assertThat(TokenHash.ofSetting("sha256:" + TokenHash.of(token)))
        .isEqualTo(TokenHash.ofSetting(token));
  }

  @Test
  void setting_thatIsTooShort_isRefusedWithoutTellingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenHash.ofSetting("abc"))
        .withMessage("must have a token of 16 or more characters, has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenHash.ofSetting("sha256:abc"))
        .withMessage("must have 64 hexadecimal digits after sha256:");
  }
}
