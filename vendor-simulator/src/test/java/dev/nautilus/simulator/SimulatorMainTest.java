package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorMainTest {
  @ParameterizedTest
  @CsvSource({
    "seed=1, --seed",
    "--sede=1, sede",
    "--seed=x, whole number",
    "--fred-port=70000, 65535",
    "--bloomberg-port=1, yahoo-finance-port"
  })
  void option_malformedOrUnknown_isRefusedWithAHint(String option, String hint) {
    assertThatThrownBy(() -> SimulatorMain.configure(new String[] {option}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(hint);
  }

  @Test
  void variable_malformed_isRefusedUnlessAnOptionWins() {
    Map<String, String> environment = Map.of("SIMULATOR_YAHOO_FINANCE_PORT", "many");

    assertThatThrownBy(() -> SimulatorMain.configure(new String[0], environment))
        .hasMessageContaining("yahoo-finance-port");
    assertThat(
            SimulatorMain.configure(new String[] {"--yahoo-finance-port=0"}, environment)
                .vendorNames())
        .contains("alpha_vantage", "fred", "ibkr", "trading_economics", "yahoo_finance");
  }
}
