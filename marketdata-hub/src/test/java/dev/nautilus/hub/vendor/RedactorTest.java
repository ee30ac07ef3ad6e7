package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String SECRET = "s3cr3t/key";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/q?api_key=s3cr3t/key&x=1",
        "https://a.example/q?x=1&apikey=other-value",
        "https://a.example/q?symbols=A&crumb=other-value",
        "https://a.example/q?c=guest:other-value",
        "wss://a.example/?client=other-value",
        "https://a.example/q?key%3Ds3cr3t%2Fkey",
        "We have detected your API key as other-value and our limit is 25",
        "{\"Information\":\"key s3cr3t/key is over its limit\"}"
      })
  void secret_anywhere_isHidden(String text) {
    assertThat(new Redactor(SECRET).redact(text))
        .contains("***")
        .doesNotContain("s3cr3t")
        .doesNotContain("other-value");
  }

  @Test
  void text_withoutSecret_isKept() {
    String text = "https://a.example/v8/finance/chart/AAPL?interval=1d&range=5d";

    assertThat(new Redactor(SECRET, "").redact(text)).isEqualTo(text);
  }
}
