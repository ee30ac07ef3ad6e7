package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.DeadLetterQueue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlqRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dlq",
        "dlq bury",
        "dlq list --all",
        "dlq list a b",
        "dlq list el:risk:0",
        "dlq list el:risk:0/risk/1-1",
        "dlq list xx:risk:0/risk",
        "dlq list el:risk:0/RISK",
        "dlq list el:{risk/risk",
        "dlq show",
        "dlq show el:risk:0/risk",
        "dlq show el:risk:0/risk/x",
        "dlq show el:risk:0/risk/1-1/2",
        "dlq replay",
        "dlq replay el:risk:0/risk",
        "dlq replay el:risk:0/risk/1-1 --all",
        "dlq purge --all",
        "dlq purge el:risk:0/risk"
      })
  void of_whatCannotBeUnderstood_isAUsageError(String args) {
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> parse(args))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void of_list_isOfEveryQueueOrOfOne() {
    assertThat(parse("dlq list").queue()).isEmpty();
    assertThat(parse("dlq LIST el:risk:0/features").queue())
        .contains(new DeadLetterQueue("{el:risk:0}", "features"));
  }

  @Test
  void of_oneLetter_namesQueueAndId() {
    DlqRequest request = parse("dlq show md:requests:0/hub/17-3");
    assertThat(request.action()).isEqualTo(DlqRequest.Action.SHOW);
    assertThat(request.queue()).contains(new DeadLetterQueue("{md:requests:0}", "hub"));
    assertThat(request.letter()).contains("17-3");
    assertThat(request.queue().map(DlqRequest::server)).contains(RedisRole.MARKET_DATA);
  }

  @Test
  void of_aQueueOfMainRedis_isLookedForThere() {
    DlqRequest request = parse("dlq replay nautilus-risk-streams/vpin-group/17-3");
    assertThat(request.queue())
        .contains(new DeadLetterQueue("nautilus-risk-streams", "vpin-group"));
    assertThat(request.queue().map(DlqRequest::server)).contains(RedisRole.MAIN);
    assertThat(parse("dlq list el:risk:0/vpin").queue().map(DlqRequest::server))
        .contains(RedisRole.ENGINE_LOGIC);
  }

  @Test
  void of_wholeQueue_wantsTheSwitch() {
    assertThat(parse("dlq replay el:risk:0/risk --all").letter()).isEmpty();
    assertThat(parse("dlq purge --all el:risk:0/risk").action()).isEqualTo(DlqRequest.Action.PURGE);
  }

  private static DlqRequest parse(String args) {
    return DlqRequest.of(CommandLine.of(List.of(args.split(" ")), Set.of(), Set.of("all")));
  }
}
