package dev.nautilus.hub.vendor.edgar;

import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.CONTACT;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.EDGAR;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.NOW;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.connect;
import static dev.nautilus.hub.vendor.edgar.EdgarQuestions.figures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.edgar.EdgarVendor;
import dev.nautilus.simulator.serve.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may come in and how often: the same adapter against the same EDGAR at its gate.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgarGateIT {
  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(InstantSource.fixed(NOW))
          .vendor(new EdgarVendor().withoutRateLimit())
          .start();

  @AfterAll
  void close() {
    simulator.close();
  }

  @Test
  void contact_missingOrIncomplete_isSaid() {
    for (String contact : List.of("", "ops@trading.example", "Example Trading")) {
      try (EdgarConnection nameless = connect(simulator, contact)) {
        assertThat(nameless.isConfigured()).isFalse();
        assertThat(nameless.status().state()).isEqualTo(VendorStatus.State.NOT_CONFIGURED);
        assertThat(nameless.status().detail()).contains("TEST_KEY", "company and contact");
        assertThat(nameless.fetch(figures("AAPL"))).isInstanceOf(Refused.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_429, OVER_BUDGET",
    "HTTP_5XX, VENDOR_FAILED",
    "CUT, VENDOR_FAILED",
    "GARBAGE, GARBAGE"
  })
  void fault_whileItLasts_isRefused(Fault.Kind kind, Refusal expected) {
    try (EdgarConnection own = connect(simulator, CONTACT)) {
      simulator.inject(EDGAR, Fault.of(kind));
      VendorReply reply = own.fetch(figures("SEC:CIK0000320193"));
      simulator.clearFaults(EDGAR);

      assertThat(reply).isInstanceOf(Refused.class);
      assertThat(((Refused) reply).why()).isEqualTo(expected);
      assertThat(((Refused) reply).detail()).doesNotContain("ops@trading.example");
    }
  }

  @Test
  void rate_exceeded_isFollowedBySilence() {
    Instant start = Instant.parse("2026-11-18T14:30:00Z");
    try (VendorSimulator strict =
            VendorSimulator.builder().ephemeralPorts().clock(InstantSource.fixed(start)).start();
        EdgarConnection hasty = connect(strict, CONTACT)) {
      VendorReply reply = hasty.fetch(figures("SEC:CIK0000320193"));
      for (int i = 0; i < 10; i++) {
        reply = hasty.fetch(figures("SEC:CIK0000320193"));
      }
      long calls = strict.traffic(EDGAR).requests();

      assertThat(((Refused) reply).why()).isEqualTo(Refusal.OVER_BUDGET);
      assertThat(((Refused) reply).retryAfter()).isEqualTo(Duration.ofMinutes(1));
      assertThat(((Refused) hasty.fetch(figures("SEC:CIK0000320193"))).why())
          .isEqualTo(Refusal.OVER_BUDGET);
      assertThat(strict.traffic(EDGAR).requests()).as("not asked again").isEqualTo(calls);
    }
  }

  @Test
  void rate_asPublished_isNeverExceeded() {
    VendorsProperties.Limits published =
        new VendorsProperties.Limits(10, Duration.ofSeconds(1), 1, 0, Duration.ofMinutes(10), 0);
    try (VendorSimulator strict = VendorSimulator.builder().ephemeralPorts().start();
        EdgarConnection patient = connect(strict, CONTACT, published)) {
      for (int i = 0; i < 25; i++) {
        assertThat(patient.fetch(figures("SEC:CIK0000320193/us-gaap/Assets")))
            .isInstanceOf(VendorReply.Data.class);
      }
    }
  }
}
