package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "migrate risk",
        "migrate risk SIDEWAYS",
        "migrate risk MIGRATING",
        "migrate RISK DUAL",
        "migrate risk DUAL now",
        "migrate risk DUAL --abort",
        "migrate --abort",
        "migrate risk --status",
        "migrate --status --report",
        "migrate risk DUAL --within 0"
      })
  void of_whatCannotBeUnderstood_isAUsageError(String args) {
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> parse(args))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void of_engineAndMode_moves() {
    MigrateRequest request = parse("migrate enhanced-vpin dual --within 30");
    assertThat(request.action()).isEqualTo(MigrateRequest.Action.MOVE);
    assertThat(request.engine()).contains(EngineType.ENHANCED_VPIN);
    assertThat(request.to()).contains(EngineMode.DUAL);
    assertThat(request.within()).isEqualTo(30);
    assertThat(parse("migrate risk LEGACY").to()).contains(EngineMode.LEGACY);
  }

  @Test
  void of_switches_sayTheRest() {
    assertThat(parse("migrate risk --abort").action()).isEqualTo(MigrateRequest.Action.ABORT);
    assertThat(parse("migrate --status").action()).isEqualTo(MigrateRequest.Action.STATUS);
    assertThat(parse("migrate --report").action()).isEqualTo(MigrateRequest.Action.REPORT);
  }

  static MigrateRequest parse(String args) {
    return MigrateRequest.of(
        CommandLine.of(
            List.of(args.split(" ")), Set.of("within"), Set.of("abort", "status", "report")));
  }
}
