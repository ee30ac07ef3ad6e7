package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import dev.nautilus.simulator.serve.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of the vendor's troubles, and of a key that is none.
class AlphaTroubleIT {
  private static final String ALPHA = "alpha_vantage";
  private static final String KEY = TestVendors.at(Map.of()).key();

  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .vendor(AlphaVendor.withKey(KEY).premium().withoutRateLimit())
          .start();

  @AfterEach
  void close() {
    simulator.close();
  }

  private AlphaConnection connect(Function<Map<String, URI>, VendorsProperties.Vendor> settings) {
    URI api = URI.create("http://127.0.0.1:" + simulator.port(ALPHA) + "/query");
    return new AlphaConnection(settings.apply(Map.of("api", api)), InstantSource.system());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_429, OVER_BUDGET",
    "HTTP_5XX, VENDOR_FAILED",
    "SLOW, VENDOR_FAILED",
    "CUT, VENDOR_FAILED",
    "GARBAGE, GARBAGE"
  })
  void fault_whileItLasts_isRefused(Fault.Kind kind, Refusal expected) {
    try (AlphaConnection own =
        connect(kind == Fault.Kind.SLOW ? TestVendors::impatient : TestVendors::at)) {
      simulator.inject(ALPHA, Fault.of(kind).delayedBy(Duration.ofSeconds(3)));
      VendorReply reply = own.fetch(AlphaConnectionIT.query(MessageType.QUOTE, "AAPL"));
      simulator.clearFaults(ALPHA);

      assertThat(reply).isInstanceOf(Refused.class);
      assertThat(((Refused) reply).why()).isEqualTo(expected);
      assertThat(((Refused) reply).detail()).doesNotContain(KEY);
      assertThat(String.valueOf(own.status().lastError())).doesNotContain(KEY);
    }
  }

  @Test
  void key_missingOrWrong_isSaid() {
    try (AlphaConnection without = connect(urls -> TestVendors.withKey(TestVendors.at(urls), ""));
        AlphaConnection wrong =
            connect(urls -> TestVendors.withKey(TestVendors.at(urls), "x".repeat(16)))) {
      assertThat(without.isConfigured()).isFalse();
      assertThat(without.status().state()).isEqualTo(VendorStatus.State.NOT_CONFIGURED);
      assertThat(without.status().detail()).contains("TEST_KEY");
      assertThat(
              ((Refused) without.fetch(AlphaConnectionIT.query(MessageType.QUOTE, "AAPL"))).why())
          .isEqualTo(Refusal.NOT_CONFIGURED);
      assertThat(((Refused) wrong.fetch(AlphaConnectionIT.query(MessageType.QUOTE, "AAPL"))).why())
          .isEqualTo(Refusal.UNAUTHORIZED);
    }
  }
}
