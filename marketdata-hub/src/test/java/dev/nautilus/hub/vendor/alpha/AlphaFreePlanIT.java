package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The free plan: 25 answers a day, one a second, a hundred rows, and made-up data for the rest.
class AlphaFreePlanIT {
  private static final String ALPHA = "alpha_vantage";
  private static final String KEY = TestVendors.at(Map.of()).key();

  private volatile Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(() -> now)
          .vendor(AlphaVendor.withKey(KEY))
          .start();
  private final AlphaConnection free = connect(25);

  @AfterEach
  void close() {
    free.close();
    simulator.close();
  }

  /// Quicker than the vendor allows, so that its own refusals are met.
  private AlphaConnection connect(int perDay) {
    URI api = URI.create("http://127.0.0.1:" + simulator.port(ALPHA) + "/query");
    VendorsProperties.Limits limits =
        new VendorsProperties.Limits(
            1000, Duration.ofSeconds(1), 1000, perDay, Duration.ofMinutes(10), 0);
    return new AlphaConnection(TestVendors.at(Map.of("api", api), limits), InstantSource.system());
  }

  /// A while later each time, so that only the limit of the day is in the way.
  private VendorReply ask(AlphaConnection whom, VendorQuery query) {
    now = now.plusSeconds(2);
    return whom.fetch(query);
  }

  @Test
  void day_usedUp_isALimitThatHidesTheKeyAndIsObeyed() {
    VendorQuery quote = AlphaConnectionIT.query(MessageType.QUOTE, "AAPL");
    for (int i = 0; i < 25; i++) {
      assertThat(ask(free, quote)).as("answer %d", i + 1).isInstanceOf(VendorReply.Data.class);
    }

    VendorReply refused = ask(free, quote);

    assertThat(refused)
        .isInstanceOfSatisfying(
            Refused.class,
            why -> {
              assertThat(why.why()).isEqualTo(Refusal.OVER_BUDGET);
              assertThat(why.detail()).doesNotContain(KEY);
              assertThat(why.retryAfter()).isPositive();
            });
    assertThat(free.status().state()).isEqualTo(VendorStatus.State.LIMITED);
    assertThat(ask(free, quote)).isInstanceOf(Refused.class);
    assertThat(simulator.traffic(ALPHA).requests())
        .as("the vendor need not say so: what it publishes is counted here")
        .isEqualTo(25);
  }

  @Test
  void burst_withinASecond_isALimit() {
    VendorQuery quote = AlphaConnectionIT.query(MessageType.QUOTE, "AAPL");
    assertThat(free.fetch(quote)).isInstanceOf(VendorReply.Data.class);

    assertThat(free.fetch(quote))
        .isInstanceOfSatisfying(
            Refused.class, why -> assertThat(why.why()).isEqualTo(Refusal.OVER_BUDGET));
  }

  @Test
  void bars_moreThanAHundred_areFlaggedAsCut() {
    VendorReply many = ask(free, AlphaConnectionIT.bars("AAPL", "1d", null, 500));
    VendorReply few = ask(free, AlphaConnectionIT.bars("AAPL", "1d", null, 90));
    VendorReply old =
        ask(free, AlphaConnectionIT.bars("AAPL", "1d", now.minus(Duration.ofDays(365)), 0));

    assertThat(many).isInstanceOf(VendorReply.Data.class);
    assertThat(((VendorReply.Data) many).data()).hasSize(100);
    assertThat(((VendorReply.Data) many).truncated()).isTrue();
    assertThat(((VendorReply.Data) few).truncated()).isFalse();
    assertThat(((VendorReply.Data) old).truncated()).isTrue();
  }

  @Test
  void quotes_inBulkWithoutTheRight_areRefusedNotMadeUpAndThenAskedOneByOne() {
    try (AlphaConnection hopeful = connect(0)) {
      VendorQuery many = AlphaConnectionIT.query(MessageType.QUOTE, "AAPL", "MSFT");
      assertThat(hopeful.serves(many)).isTrue();

      assertThat(ask(hopeful, many))
          .isInstanceOfSatisfying(
              Refused.class, why -> assertThat(why.why()).isEqualTo(Refusal.UNAUTHORIZED));

      assertThat(hopeful.serves(many)).isFalse();
      assertThat(ask(hopeful, AlphaConnectionIT.query(MessageType.QUOTE, "AAPL")))
          .isInstanceOf(VendorReply.Data.class);
    }
  }
}
