package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.message.Source;
import dev.nautilus.simulator.VendorSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// An hour of simulated time at twenty times the demand against the simulator of FRED, which counts
/// and refuses by itself what exceeds two requests a second.
class VendorBudgetIT {
  private static final BodyReader<Integer> STATUS =
      answer ->
          answer.status() == 429
              ? Outcome.bad(Refusal.OVER_BUDGET, "limited")
              : Outcome.good(answer.status());

  @Test
  void anHourAtTwentyTimesTheDemand_theVendorNeverRefuses() {
    ManualTime time = new ManualTime();
    try (VendorSimulator simulator =
        VendorSimulator.builder().ephemeralPorts().clock(time).start()) {
      URI base = simulator.url("fred");
      VendorsProperties.Limits limits =
          new VendorsProperties.Limits(2, Duration.ofMillis(1100), 1, 0, Duration.ofSeconds(20), 0);
      VendorsProperties.Vendor vendor = hurried(TestVendors.at(Map.of("api", base), limits));
      URI url = base.resolve("/fred/series?series_id=GDP&file_type=json&api_key=" + vendor.key());
      SortedMap<Instant, Long> bySecond = new TreeMap<>();
      int answered = 0;
      int refusedByVendor = 0;
      try (VendorHttp http = new VendorHttp(Source.of("fred"), vendor, time, time::read, null)) {
        while (time.read() < Duration.ofHours(1).toNanos()) {
          time.advance(Duration.ofMillis(25));
          long before = http.status(false).calls();
          Outcome<Integer> outcome = http.get(url, Map.of(), STATUS);
          if (http.status(false).calls() > before) {
            answered += outcome instanceof Outcome.Good<Integer> ? 1 : 0;
            refusedByVendor += outcome instanceof Outcome.Bad<Integer> ? 1 : 0;
          }
          bySecond.putAll(simulator.traffic("fred").bySecond());
        }

        assertThat(refusedByVendor).isZero();
        assertThat(answered).isBetween(6000, 6546);
        assertThat(simulator.traffic("fred").requests()).isEqualTo(answered);
        assertThat(bySecond.values()).allMatch(count -> count <= 2);
        assertThat(http.status(false).limited()).isZero();
      }
    }
  }

  /// Nobody waits: in time that the test owns nothing passes while somebody does.
  private static VendorsProperties.Vendor hurried(VendorsProperties.Vendor vendor) {
    VendorsProperties.Http http = vendor.http();
    return new VendorsProperties.Vendor(
        vendor.title(),
        vendor.baseUrls(),
        vendor.blockDomains(),
        vendor.blockAddresses(),
        vendor.limits(),
        vendor.terms(),
        new VendorsProperties.Http(
            http.connectTimeout(),
            http.responseTimeout(),
            http.timeLimit(),
            Duration.ZERO,
            0,
            http.retryWait(),
            http.maxBody()),
        vendor.key(),
        vendor.keyName(),
        true,
        true);
  }
}
