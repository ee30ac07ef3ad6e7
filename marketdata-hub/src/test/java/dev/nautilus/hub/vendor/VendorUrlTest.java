package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorUrlTest {
  @ParameterizedTest
  @CsvSource({
    "AAPL,/p/AAPL?s=AAPL",
    "^MOVE,/p/%5EMOVE?s=%5EMOVE",
    "EURUSD=X,/p/EURUSD%3DX?s=EURUSD%3DX",
    "A/B&c=d#e,/p/A%2FB%26c%3Dd%23e?s=A%2FB%26c%3Dd%23e",
    "a b+c,/p/a%20b%2Bc?s=a%20b%2Bc"
  })
  void url_foreignText_cannotLeaveItsPlace(String symbol, String expected) {
    URI url =
        VendorUrl.of(URI.create("http://127.0.0.1:1/"))
            .path("p")
            .segment(symbol)
            .with("s", symbol)
            .uri();

    assertThat(url).hasToString("http://127.0.0.1:1" + expected);
  }
}
