package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Held against the figures in the comments of `redis/*.conf`.
class CapacityTest {
  private static final long MEGA = 1 << 20;

  private final Capacity marketData = new Capacity(Server.MARKET_DATA);
  private final Capacity engineLogic = new Capacity(Server.ENGINE_LOGIC);

  @Test
  void judge_theLimitsOfTheSettings_areJustEnough() {
    assertThat(marketData.judge(2880 * MEGA, 64 * MEGA)).isEmpty();
    assertThat(engineLogic.judge(960 * MEGA, 8 * MEGA)).isEmpty();
  }

  @Test
  void judge_oneLess_saysHowMuchItShouldBe() {
    assertThat(marketData.judge(2879 * MEGA, 64 * MEGA)).contains("is 2879 MB", "2880 MB or more");
    assertThat(engineLogic.judge(959 * MEGA, 8 * MEGA)).contains("is 959 MB", "960 MB or more");
  }

  @Test
  void judge_subscribersWithoutALimit_isSaid() {
    assertThat(engineLogic.judge(960 * MEGA, 0)).contains("no limit for pubsub");
  }

  @Test
  void hardLimit_asConfigGetTellsIt_isThePubsubOne() {
    assertThat(
            engineLogic.hardLimit(
                "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"))
        .isEqualTo(32 * MEGA);
    assertThat(engineLogic.hardLimit("")).isEqualTo(8 * MEGA);
  }
}
