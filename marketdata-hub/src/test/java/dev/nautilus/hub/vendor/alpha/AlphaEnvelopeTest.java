package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaEnvelopeTest {
  private static Refused refused(int status, String body) {
    HttpAnswer answer = new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    Outcome<?> outcome = AlphaEnvelope.json(answer);
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<?>) outcome).refused();
  }

  private static Refused notice(String text) {
    return refused(200, "{\"Information\":\"" + text + "\"}");
  }

  @Test
  void limit_thatAdvertisesPremium_isALimitAndNotAPremiumFunction() {
    Refused limit =
        notice(
            "Please consider spreading out your free API requests more sparingly. You may subscribe"
                + " to any of the premium plans to lift the free key rate limit (25 requests per"
                + " day) and instantly unlock all premium endpoints");

    assertThat(limit.why()).isEqualTo(Refusal.OVER_BUDGET);
    assertThat(notice("Thank you! This is a premium endpoint.").why())
        .isEqualTo(Refusal.UNAUTHORIZED);
  }

  @Test
  void limit_thatNamesTheKey_isToldWithoutIt() {
    Refused limit =
        notice(
            "We have detected your API key as ABCDEFGH12345678 and our standard API rate limit is"
                + " 25 requests per day.");

    assertThat(limit.why()).isEqualTo(Refusal.OVER_BUDGET);
    assertThat(limit.detail()).doesNotContain("ABCDEFGH12345678");
  }

  @Test
  void limit_ofASecondOrAMinute_isShort() {
    assertThat(notice("1 request per second, please").retryAfter())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(notice("75 requests per minute on your plan").retryAfter())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(notice("25 requests per day").retryAfter()).isNull();
  }

  @Test
  void notice_neverSeenBefore_isTakenForALimit() {
    assertThat(notice("We are painting the office.").why()).isEqualTo(Refusal.OVER_BUDGET);
  }

  @Test
  void data_besideAMessage_areNotData() {
    assertThat(
            refused(
                    200,
                    "{\"message\":\"THE SAMPLE DATA SCHEMA BELOW IS ARTIFICIAL AND FOR ILLUSTRATION"
                        + " PURPOSES ONLY\",\"data\":[{\"symbol\":\"A\",\"close\":\"1\"}]}")
                .why())
        .isEqualTo(Refusal.UNAUTHORIZED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|[]|GARBAGE",
        "200|<html>|GARBAGE",
        "200|timestamp,open|GARBAGE",
        "200|{\"a\":|GARBAGE",
        "204|{}|GARBAGE",
        "403|<html>|UNAUTHORIZED",
        "429|{}|OVER_BUDGET",
        "503|{}|VENDOR_FAILED"
      })
  void answer_ofAnotherKind_isRefused(int status, String body, Refusal expected) {
    assertThat(refused(status, body).why()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"None", "none", "-", ".", "", " ", "NaN", "N/A", "1,5", "0x10", "1e9999x"})
  void number_missingOrNone_isEmptyAndNeverZero(String text) {
    assertThat(AlphaText.number(text)).isEmpty();
  }

  @Test
  void number_asText_isRead() {
    assertThat(AlphaText.number("-0.6600")).isEqualTo(OptionalDouble.of(-0.66));
    assertThat(AlphaText.number("0")).isEqualTo(OptionalDouble.of(0));
  }
}
