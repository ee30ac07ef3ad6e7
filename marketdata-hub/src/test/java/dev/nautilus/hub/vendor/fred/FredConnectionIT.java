package dev.nautilus.hub.vendor.fred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.serve.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole adapter against a FRED that checks keys and counts connections.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FredConnectionIT {
  private static final String FRED = "fred";
  private static final String KEY = TestVendors.at(Map.of()).key();

  private VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .vendor(FredVendor.withKey(KEY).withoutRateLimit())
          .start();
  private FredConnection fred = connect(100);

  @BeforeAll
  void reset() {
    simulator.resetCounters(FRED);
  }

  @AfterEach
  void calm() {
    simulator.clearFaults(FRED);
    assertThat(simulator.traffic(FRED).peakHttp()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  void close() {
    fred.close();
    simulator.close();
  }

  private FredConnection connect(int rowsPerCall) {
    VendorsProperties.Limits limits =
        new VendorsProperties.Limits(
            1000, Duration.ofSeconds(1), 1000, 0, Duration.ofMillis(300), rowsPerCall);
    URI api = URI.create("http://127.0.0.1:" + simulator.port(FRED) + "/fred");
    return new FredConnection(TestVendors.at(Map.of("api", api), limits), InstantSource.system());
  }

  private static VendorQuery query(int limit, String... instruments) {
    return new VendorQuery(
        MessageType.ECONOMIC,
        Arrays.stream(instruments).map(InstrumentId::of).toList(),
        null,
        null,
        null,
        limit,
        null);
  }

  private List<MarketDatum> data(VendorQuery query) {
    VendorReply reply = fred.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data();
  }

  private Economic one(VendorQuery query) {
    return (Economic) data(query).getFirst();
  }

  private Refused refused(VendorQuery query) {
    VendorReply reply = fred.fetch(query);
    assertThat(reply).isInstanceOf(Refused.class);
    return (Refused) reply;
  }

  @Test
  void series_andObservations_areJoined() {
    Economic gdp = one(query(0, "FRED:GDP"));

    assertThat(gdp.instrument()).hasToString("FRED:GDP");
    assertThat(gdp.title()).isEqualTo("Gross Domestic Product");
    assertThat(gdp.units()).isEqualTo("Billions of Dollars");
    assertThat(gdp.frequency()).isEqualTo("Q");
    assertThat(gdp.seasonalAdjustment()).isEqualTo("SAAR");
    assertThat(gdp.provenance().simulated()).isTrue();
    assertThat(gdp.provenance().observedAt()).isBefore(gdp.provenance().receivedAt());
  }

  @Test
  void observations_moreThanAPage_areAllThereInOrder() {
    simulator.resetCounters(FRED);

    Economic payrolls = one(query(0, "FRED:UNRATE"));

    assertThat(simulator.traffic(FRED).byPath().get("/fred/series/observations")).isGreaterThan(2);
    assertThat(payrolls.observations())
        .hasSizeGreaterThan(200)
        .map(Observation::date)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void observations_limited_areTheNewest() {
    Economic all = one(query(0, "FRED:UNRATE"));
    Economic some = one(query(150, "FRED:UNRATE"));

    int size = all.observations().size();
    assertThat(some.observations()).isEqualTo(all.observations().subList(size - 150, size));
  }

  @Test
  void observations_inRange_excludeItsEnd() {
    VendorQuery year =
        new VendorQuery(
            MessageType.ECONOMIC,
            List.of(InstrumentId.of("FRED:UNRATE")),
            null,
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2025-01-01T00:00:00Z"),
            0,
            null);

    assertThat(one(year).observations())
        .map(Observation::date)
        .hasSize(12)
        .startsWith(LocalDate.of(2024, 1, 1))
        .endsWith(LocalDate.of(2024, 12, 1));
  }

  @Test
  void observations_holes_areMissingNotZero() {
    Economic vix = one(query(0, "FRED:VIXCLS"));

    assertThat(vix.observations()).anyMatch(o -> o.value().isEmpty());
    assertThat(vix.observations())
        .noneMatch(o -> o.value().isPresent() && o.value().getAsDouble() == 0);
  }

  @Test
  void search_text_findsSeries() {
    VendorQuery text =
        new VendorQuery(MessageType.ECONOMIC, List.of(), null, null, null, 5, "unemployment");

    assertThat(data(text)).anyMatch(datum -> datum.instrument().value().equals("FRED:UNRATE"));
    assertThat(data(text)).allMatch(datum -> ((Economic) datum).observations().isEmpty());
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(refused(query(0, "FRED:NOSUCHSERIES")).why()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refused(query(0, "GDP")).why()).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refused(query(0, "DBN:IMF/WEO")).why()).isEqualTo(Refusal.NOT_SERVED);
    assertThat(data(query(1, "FRED:NOSUCHSERIES", "FRED:GDP")))
        .as("one unknown series does not spoil the other")
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_429, OVER_BUDGET", "HTTP_5XX, VENDOR_FAILED", "GARBAGE, GARBAGE"})
  void fault_whileItLasts_isRefused(Fault.Kind kind, Refusal expected) {
    try (FredConnection own = connect(0)) {
      simulator.inject(FRED, Fault.of(kind));
      VendorReply reply = own.fetch(query(1, "FRED:GDP"));
      simulator.clearFaults(FRED);

      assertThat(reply).isInstanceOf(Refused.class);
      assertThat(((Refused) reply).why()).isEqualTo(expected);
      assertThat(((Refused) reply).detail()).doesNotContain(KEY);
    }
    simulator.resetCounters(FRED);
  }

  @Test
  void key_missingOrWrong_isSaid() {
    VendorsProperties.Vendor with =
        TestVendors.at(
            Map.of("api", URI.create("http://127.0.0.1:" + simulator.port(FRED) + "/fred")));
    try (FredConnection without =
            new FredConnection(TestVendors.withKey(with, ""), InstantSource.system());
        FredConnection wrong =
            new FredConnection(TestVendors.withKey(with, "x".repeat(32)), InstantSource.system())) {
      assertThat(without.isConfigured()).isFalse();
      assertThat(without.status().state()).isEqualTo(VendorStatus.State.NOT_CONFIGURED);
      assertThat(((Refused) without.fetch(query(1, "FRED:GDP"))).why())
          .isEqualTo(Refusal.NOT_CONFIGURED);
      assertThat(without.status().detail()).contains("TEST_KEY");
      assertThat(((Refused) wrong.fetch(query(1, "FRED:GDP"))).why())
          .isEqualTo(Refusal.UNAUTHORIZED);
    }
    simulator.resetCounters(FRED);
  }
}
