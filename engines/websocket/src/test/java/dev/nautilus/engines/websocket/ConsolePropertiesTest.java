package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusAddress;
import org.junit.jupiter.api.Test;

class ConsolePropertiesTest {
  private static final BusAddress GATEWAY =
      new BusAddress("redis", 6381, "websocket", "its-own-password", true);

  @Test
  void engineUrl_hostWithAPlace_namesTheEngine() {
    assertThat(Fixtures.properties().console().url("risk", 8200))
        .isEqualTo("http://127.0.0.1:8200");
    assertThat(
            Fixtures.properties("console.engine-host", "{engine}-engine")
                .console()
                .url("enhanced-vpin", 10001))
        .isEqualTo("http://enhanced-vpin-engine:10001");
  }

  @Test
  void engineUrl_ofEnginesWithTls_isHttps() {
    assertThat(Fixtures.properties("console.engine-scheme", "https").console().url("risk", 8200))
        .isEqualTo("https://127.0.0.1:8200");
  }

  @Test
  void operator_withoutAPassword_isTheGatewayItself() {
    assertThat(Fixtures.properties().console().operator().at(GATEWAY)).isEqualTo(GATEWAY);
  }

  @Test
  void operator_withAPassword_isAnotherUserOfTheSameRedis() {
    var operator =
        Fixtures.properties("console.operator.password", "operators-password").console().operator();
    assertThat(operator.at(GATEWAY))
        .isEqualTo(new BusAddress("redis", 6381, "operator", "operators-password", true));
    assertThat(operator.toString()).doesNotContain("operators-password");
  }
}
