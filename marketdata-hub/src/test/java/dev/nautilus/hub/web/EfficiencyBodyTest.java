package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.desk.Efficiency.Counts;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EfficiencyBodyTest {
  private static JsonNode json(Counts counts) {
    return new JsonMapper().valueToTree(EfficiencyBody.of(counts));
  }

  @Test
  void knownTraffic_givesEachField() {
    // 60 s with 24,720 served (600 of them stale), 2,280 called, 300 refused; 2,400 vendor calls of
    // 25 ms and 200 microseconds for a served one.
    JsonNode body =
        json(new Counts(24_720, 600, 2280, 300, 2400, 24_720 * 200_000L, 2400 * 25_000_000L));

    assertThat(body.toString())
        .isEqualTo(
            """
            {"efficiency_metrics":{"api_call_reduction":"99.4%",\
            "cache_hit_rate":0.9155555555555556,"performance_multiplier":"125x"},\
            "hub_performance":{"requests_per_second":450.000,"cache_served":412.000,\
            "api_calls_made":38.000,"stale_served":10.000,"refused_per_second":5.000,\
            "vendor_calls":40.000},"latency_ms":{"served":0.2,"vendor":25.0}}""");
  }

  @Test
  void noTraffic_hasRatesZeroAndRatiosNull() {
    JsonNode body = json(new Counts(0, 0, 0, 0, 0, 0, 0));

    assertThat(body.get("efficiency_metrics").values()).hasSize(3).allMatch(JsonNode::isNull);
    assertThat(body.get("hub_performance").values()).allMatch(each -> each.asDouble() == 0);
    assertThat(body.get("latency_ms").values()).hasSize(2).allMatch(JsonNode::isNull);
  }

  @Test
  void rates_addUpExactly_whateverTheRounding() {
    for (int served = 0; served < 50; served++) {
      JsonNode rates = json(new Counts(served, 0, 7, 0, 7, 1, 1)).get("hub_performance");

      assertThat(
              rates
                  .get("cache_served")
                  .decimalValue()
                  .add(rates.get("api_calls_made").decimalValue()))
          .isEqualByComparingTo(rates.get("requests_per_second").decimalValue());
    }
  }

  @Test
  void onlyRefusals_haveNoRatios() {
    JsonNode body = json(new Counts(0, 0, 0, 5, 5, 0, 100));

    assertThat(body.get("efficiency_metrics").values()).allMatch(JsonNode::isNull);
    assertThat(body.get("hub_performance").get("refused_per_second").asDouble()).isEqualTo(0.083);
  }

  @Test
  void smallMultiplier_keepsADecimal() {
    JsonNode body = json(new Counts(1, 0, 1, 0, 1, 100, 250));

    assertThat(body.get("efficiency_metrics").get("performance_multiplier").asString())
        .isEqualTo("2.5x");
  }
}
