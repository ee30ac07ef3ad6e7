package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {

  @Test
  void requests_severalOutcomes_areAddedUpByEngine() {
    String page =
        """
        # TYPE nautilus_hub_bus_requests_total counter
        nautilus_hub_bus_requests_total{engine="risk",outcome="answered"} 12.0
        nautilus_hub_bus_requests_total{outcome="busy",engine="risk"} 1.0
        nautilus_hub_bus_requests_total{engine="vpin",outcome="answered"} 1.5E3
        nautilus_hub_requests_seconds_count{outcome="fresh",type="quote"} 7
        """;
    assertThat(Audit.requests(page)).isEqualTo(Map.of("risk", 13L, "vpin", 1500L));
    assertThat(Audit.requests("")).isEmpty();
  }

  @Test
  void share_ofAllQuestions_isAFigure() {
    assertThat(Audit.share(10, 0)).isEqualTo("100.0 %");
    assertThat(Audit.share(3, 1)).isEqualTo("75.0 %");
    assertThat(Audit.share(0, 0)).isEqualTo("-");
  }
}
