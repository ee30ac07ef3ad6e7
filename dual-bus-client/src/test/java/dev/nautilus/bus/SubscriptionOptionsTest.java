package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.bus.SubscriptionOptions.Start;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionOptionsTest {
  private static final SubscriptionOptions OPTIONS = SubscriptionOptions.DEFAULTS;

  @Test
  void checkFor_defaults_fitEveryType() {
    for (MessageType<?> type : Catalogue.builtIn()) {
      assertThatCode(() -> OPTIONS.checkFor(type)).as(type.name()).doesNotThrowAnyException();
    }
  }

  @Test
  void checkFor_conflateOfAnEvent_isRefusedWithTheReason() {
    assertThatThrownBy(() -> OPTIONS.slow(SlowPolicy.CONFLATE, 10).checkFor(MessageType.TRADE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trade")
        .hasMessageContaining("EVENT, of which each message counts");
  }

  @ParameterizedTest
  @EnumSource(value = SlowPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "SHARED_BLOCK")
  void checkFor_slowPolicyOfAPulledType_isRefusedWithTheReason(SlowPolicy policy) {
    assertThatThrownBy(() -> OPTIONS.slow(policy, 10).checkFor(MessageType.RISK_METRIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be SHARED_BLOCK for risk_metric/1, was " + policy);
  }

  @ParameterizedTest
  @EnumSource(SlowPolicy.class)
  void checkFor_slowPolicyOfAPushedState_isFine(SlowPolicy policy) {
    assertThatCode(() -> OPTIONS.slow(policy, 10).withSnapshot().checkFor(MessageType.QUOTE))
        .doesNotThrowAnyException();
  }

  @Test
  void checkFor_snapshotWithoutPresentState_isRefusedWithTheReason() {
    assertThatThrownBy(() -> OPTIONS.withSnapshot().checkFor(MessageType.TRADE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an EVENT has no present state");
    MessageType<String> pulledState =
        MessageType.state(Family.RISK, "test.pulled_state", String.class);
    assertThatThrownBy(() -> SubscriptionOptions.checkSnapshotsOf(pulledState))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of a pushed type");
  }

  @Test
  void checkFor_startOfAPushedType_isRefusedWithTheReason() {
    assertThatThrownBy(() -> OPTIONS.startingAt(Start.ALL).checkFor(MessageType.QUOTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start must be NOW for quote/");
    assertThatCode(
            () ->
                OPTIONS
                    .startingAt(Start.ALL)
                    .perInstance()
                    .keys(Set.of("a"))
                    .checkFor(MessageType.RISK_METRIC))
        .doesNotThrowAnyException();
  }
}
