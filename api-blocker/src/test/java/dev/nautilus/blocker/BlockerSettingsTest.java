package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockerSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "true, ENFORCE",
    "TRUE, ENFORCE",
    "false, OFF",
    "off, OFF",
    "Audit, AUDIT",
    "enforce, ENFORCE",
    "' strict ', STRICT"
  })
  void mode_everySpelling_isRead(String setting, BlockMode expected) {
    assertThat(BlockerSettings.of(Map.of("mode", setting)).mode()).isEqualTo(expected);
  }

  @Test
  void mode_none_isEnforce() {
    assertThat(BlockerSettings.of(Map.of()).mode()).isEqualTo(BlockMode.ENFORCE);
  }

  @ParameterizedTest
  @CsvSource({
    "mode, maybe",
    "ports, 0",
    "ports, 70000",
    "ports, http",
    "modes, audit",
    "hub, 'not a url'"
  })
  void of_unreadableSetting_isRefused(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockerSettings.of(Map.of(name, value)))
        .withMessageContaining(value.equals("audit") ? "modes" : value);
  }

  @Test
  void policy_hostsOfOperators_areRefusedAndOpenedAsTold() {
    BlockPolicy policy =
        BlockerSettings.of(
                Map.of("vendors", "prices.example.com", "allow", "203.0.113.9, mail.example.org"))
            .policy();
    assertThat(policy.decide(Destination.named("eu.prices.example.com", 443)).isAllowed())
        .isFalse();
    assertThat(policy.decide(Destination.named("203.0.113.9", 443)).isAllowed()).isTrue();
    assertThat(policy.decide(Destination.named("mail.example.org", 25)).isAllowed()).isTrue();
    assertThat(policy.decide(Destination.named("api.stlouisfed.org", 443)).isAllowed()).isFalse();
  }

  @Test
  void policy_trustedHostThatIsAVendors_staysRefused() {
    BlockPolicy policy =
        BlockerSettings.of(Map.of("trust", "redis.example.com,api.stlouisfed.org")).policy();
    assertThat(policy.decide(Destination.named("redis.example.com", 6380)).isAllowed()).isTrue();
    assertThat(policy.decide(Destination.named("api.stlouisfed.org", 443)).isAllowed()).isFalse();
  }

  @Test
  void policy_strict_opensTheUsualPortsUnlessToldOtherwise() {
    BlockPolicy usual = BlockerSettings.of(Map.of("mode", "strict")).policy();
    BlockPolicy told = BlockerSettings.of(Map.of("mode", "strict", "ports", "7000")).policy();
    assertThat(usual.decide(Destination.named("10.0.0.1", 6381)).isAllowed()).isTrue();
    assertThat(usual.decide(Destination.named("10.0.0.1", 3128)).isAllowed()).isFalse();
    assertThat(told.decide(Destination.named("10.0.0.1", 6381)).isAllowed()).isFalse();
    assertThat(told.decide(Destination.named("10.0.0.1", 7000)).isAllowed()).isTrue();
  }
}
