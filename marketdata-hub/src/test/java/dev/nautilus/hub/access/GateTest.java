package dev.nautilus.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.hub.access.Gate.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String RISK = "risk-token-0123456789";
  private static final String GATEWAY = "gateway-token-0123456789";
  private static final String OPERATOR = "operator-token-0123456789";
  private static final Tokens TOKENS =
      new Tokens(
          List.of(
              "# who may ask",
              "",
              "RISK read " + RISK,
              "websocket read,subscribe " + GATEWAY,
              "operator admin " + OPERATOR));

  private long nanos;

  private Gate gate(boolean open, int rate) {
    return new Gate(
        open, TOKENS, new CallerRates(rate, () -> nanos), new CallerRates(10, () -> nanos));
  }

  private static int status(Gate gate, String path, @Nullable String token) {
    String authorization = token == null ? null : "Bearer " + token;
    return switch (gate.judge(path, authorization, "10.0.0.7")) {
      case Verdict.In _ -> 200;
      case Verdict.Out out -> out.status();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200, 200, 200, 200",
    "/health, 200, 200, 200, 200",
    "/metrics, 200, 200, 200, 200",
    "/v3/api-docs, 200, 200, 200, 200",
    "/api/v1/quote/AAPL, 401, 200, 200, 200",
    "/api/v1/sources, 401, 200, 200, 200",
    "/data/request, 401, 200, 200, 200",
    "/subscription/create, 401, 403, 200, 200",
    "/subscription/1/events, 401, 403, 200, 200",
    "/actuator/bus/mode, 401, 403, 403, 200",
    "/never-thought-of, 401, 200, 200, 200"
  })
  void closedGate_letsInWhoHasTheScope(
      String path, int nobody, int risk, int gateway, int operator) {
    Gate gate = gate(false, 0);

    assertThat(status(gate, path, null)).isEqualTo(nobody);
    assertThat(status(gate, path, RISK)).isEqualTo(risk);
    assertThat(status(gate, path, GATEWAY)).isEqualTo(gateway);
    assertThat(status(gate, path, OPERATOR)).isEqualTo(operator);
  }

  @Test
  void openGate_letsEverybodyIn_andKnowsWhoShowsAToken() {
    Gate gate = gate(true, 0);

    assertThat(status(gate, "/actuator/bus/mode", null)).isEqualTo(200);
    assertThat(status(gate, "/api/v1/quote/AAPL", "not-a-token-of-ours")).isEqualTo(200);
    assertThat(gate.judge("/api/v1/quote/AAPL", "Bearer " + RISK, "10.0.0.7"))
        .isInstanceOfSatisfying(
            Verdict.In.class, in -> assertThat(in.grant()).extracting("engine").isEqualTo("risk"));
  }

  @Test
  void wrongTokens_areTurnedAway_thenTooMany_butNotTheRightOne() {
    Gate gate = gate(false, 0);
    for (int i = 0; i < 20; i++) {
      assertThat(status(gate, "/api/v1/quote/AAPL", "guess-" + i)).isEqualTo(401);
    }

    assertThat(status(gate, "/api/v1/quote/AAPL", "guess-again")).isEqualTo(429);
    assertThat(status(gate, "/api/v1/quote/AAPL", RISK)).isEqualTo(200);
  }

  @Test
  void rate_isOfEachCallerByItself_andFillsAgain() {
    Gate gate = gate(false, 5);
    for (int i = 0; i < 10; i++) {
      assertThat(status(gate, "/api/v1/quote/AAPL", RISK)).isEqualTo(200);
    }
    assertThat(status(gate, "/api/v1/quote/AAPL", RISK)).isEqualTo(429);
    assertThat(status(gate, "/api/v1/quote/AAPL", GATEWAY)).isEqualTo(200);

    nanos += Duration.ofMillis(200).toNanos();
    assertThat(status(gate, "/api/v1/quote/AAPL", RISK)).isEqualTo(200);
    assertThat(status(gate, "/api/v1/quote/AAPL", RISK)).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic abc", "Bearer", "", "bearer"})
  void otherAuthorization_isNoToken(String header) {
    assertThat(gate(false, 0).judge("/api/v1/quote/AAPL", header, "10.0.0.7"))
        .isInstanceOfSatisfying(
            Verdict.Out.class, out -> assertThat(out.detail()).contains("Bearer <token>"));
  }

  @Test
  void hashedToken_opensToo() {
    Tokens hashed =
        new Tokens(
            List.of(
                "ml read"
                    + " sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));

    assertThat(hashed.find("test")).map(Grant::engine).contains("ml");
    assertThat(hashed.find("tesT")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "risk read",
        "risk read secret-secret-secret more",
        "risk write secret-secret-secret",
        "risk read secret",
        "risk read sha256:zz",
        "RI/SK read secret-secret-secret"
      })
  void badLine_isRefusedWithoutShowingTheToken(String line) {
    assertThatThrownBy(() -> new Tokens(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must")
        .hasMessageNotContaining("secret");
  }

  @Test
  void twoLinesWithOneToken_areRefused() {
    assertThatThrownBy(() -> new Tokens(List.of("risk read " + RISK, "ml read " + RISK)))
        .hasMessageContaining("token 2")
        .hasMessageNotContaining(RISK);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, 127.0.0.1, true",
    "AUTO, ::1, true",
    "AUTO, 0.0.0.0, false",
    "AUTO, 10.1.2.3, false",
    "AUTO, , false",
    "OPEN, 0.0.0.0, true",
    "CLOSED, 127.0.0.1, false"
  })
  void mode_decidesWithTheAddress(
      AccessProperties.Mode mode, @Nullable String address, boolean open) throws IOException {
    assertThat(AccessConfiguration.isOpen(mode, address)).isEqualTo(open);
  }
}
