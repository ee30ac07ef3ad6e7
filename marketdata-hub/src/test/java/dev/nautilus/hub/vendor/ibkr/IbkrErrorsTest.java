package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class IbkrErrorsTest {

  private static HttpAnswer answer(int status, String body) {
    return new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Refused refused(int status, String body) {
    return IbkrErrors.open(answer(status, body)) instanceof Outcome.Bad<JsonNode>(Refused refused)
        ? refused
        : null;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"error\":\"Chart data unavailable\"} | NO_DATA",
        "500 | {\"error\":\"{\\\"reason\\\":\\\"Details currently unavailable.\\\"}\"} | NOT_FOUND",
        "503 | {\"error\":\"Details currently unavailable.\",\"statusCode\":503} | VENDOR_FAILED",
        "500 | {\"error\":\"unknown\"} | VENDOR_FAILED",
        "500 | {\"error\":\"Please query /accounts first\"} | UNAUTHORIZED",
        "400 | {\"error\":\"Bad Request: no bridge\",\"statusCode\":400} | UNAUTHORIZED",
        "400 | {\"error\":\"Bad Request: invalid conid\"} | BAD_REQUEST",
        "401 | '' | UNAUTHORIZED",
        "403 | <html>Access Denied</html> | UNAUTHORIZED",
        "404 | {\"error\":\"Resource not found\"} | GARBAGE",
        "429 | '' | OVER_BUDGET",
        "429 | {\"error\":\"description\"} | OVER_BUDGET",
        "500 | {\"error\":\"Too many requests\"} | OVER_BUDGET",
        "200 | {\"error\":\"not authenticated\"} | UNAUTHORIZED",
        "200 | {\"error\":\"whatever\"} | BAD_REQUEST",
        "200 | {\"error\":{\"code\":7}} | BAD_REQUEST",
        "200 | {\"success\":false} | BAD_REQUEST",
        "200 | {\"error\":\"cut | GARBAGE",
        "200 | Service Unavailable | GARBAGE",
        "302 | [] | GARBAGE",
      })
  void answer_anyError_isTheRightRefusal(int status, String body, Refusal expected) {
    Refused refused = refused(status, body);

    assertThat(refused).isNotNull();
    assertThat(refused.why()).isEqualTo(expected);
  }

  @Test
  void answer_errorThatIsNull_isNone() {
    assertThat(refused(200, "{\"error\":null,\"a\":1}")).isNull();
    assertThat(refused(200, "[]")).isNull();
  }

  @Test
  void reason_insideAString_isUnwrapped() {
    Refused refused = refused(500, "{\"error\":\"{\\\"reason\\\":\\\"Details of X\\\"}\"}");
    assertThat(refused).isNotNull();
    assertThat(refused.detail()).isEqualTo("says 'Details of X'");
    assertThat(refused(500, "{\"error\":\"{broken\"}")).isNotNull();
  }

  @Test
  void secrets_inABody_areMasked() {
    String body =
        "{\"session\":\"0123abc\", \"userId\":42,\"MAC\":\"00:11\",\"account\":\"U7\",\"success\":false}";
    Refused refused = refused(200, body);

    assertThat(refused).isNotNull();
    assertThat(refused.detail())
        .doesNotContain("0123abc")
        .doesNotContain("42")
        .doesNotContain("00:11")
        .doesNotContain("U7");
    assertThat(IbkrErrors.masked("{\"session\":\"cut off in the mid"))
        .isEqualTo("{\"session\":***");
  }
}
