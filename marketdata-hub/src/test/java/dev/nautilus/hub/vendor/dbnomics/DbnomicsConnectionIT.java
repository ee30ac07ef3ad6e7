package dev.nautilus.hub.vendor.dbnomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.serve.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole adapter against a DBnomics that says little and counts connections.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DbnomicsConnectionIT {
  private static final String DBNOMICS = "dbnomics";
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");

  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(InstantSource.fixed(NOW)).start();
  private final DbnomicsConnection dbnomics = connect(0);

  @BeforeAll
  void reset() {
    simulator.resetCounters(DBNOMICS);
  }

  @AfterEach
  void calm() {
    simulator.clearFaults(DBNOMICS);
    assertThat(simulator.traffic(DBNOMICS).peakHttp()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  void close() {
    dbnomics.close();
    simulator.close();
  }

  private DbnomicsConnection connect(int rowsPerCall) {
    VendorsProperties.Limits limits =
        new VendorsProperties.Limits(
            1000, Duration.ofSeconds(1), 1000, 0, Duration.ofMillis(300), rowsPerCall);
    URI api = URI.create(simulator.url(DBNOMICS) + "/v22");
    return new DbnomicsConnection(
        TestVendors.at(Map.of("api", api), limits), InstantSource.fixed(NOW));
  }

  private static VendorQuery query(int limit, String... instruments) {
    List<InstrumentId> about = Arrays.stream(instruments).map(InstrumentId::of).toList();
    return new VendorQuery(MessageType.ECONOMIC, about, null, null, null, limit, null);
  }

  private static VendorQuery search(String text, int limit) {
    return new VendorQuery(MessageType.ECONOMIC, List.of(), null, null, null, limit, text);
  }

  private static List<Economic> data(VendorReply reply) {
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data().stream().map(Economic.class::cast).toList();
  }

  private static Refusal why(VendorReply reply) {
    assertThat(reply).isInstanceOf(Refused.class);
    return ((Refused) reply).why();
  }

  @Test
  void series_byName_isTheSameAsAtItsPublisher() {
    Economic rate = data(dbnomics.fetch(query(0, "DBN:BLS/ln/LNS14000000"))).getFirst();
    List<EconomyBook.Value> published =
        new EconomyBook(simulator.market().seed()).published("UNRATE", NOW);

    assertThat(rate.instrument()).hasToString("DBN:BLS/ln/LNS14000000");
    assertThat(rate.title()).isEqualTo("(Seas) Unemployment Rate");
    assertThat(rate.frequency()).isEqualTo("M");
    assertThat(rate.seasonalAdjustment()).isEqualTo("S");
    assertThat(rate.observations()).hasSameSizeAs(published);
    assertThat(rate.observations().getLast().value()).isEqualTo(published.getLast().value());
    assertThat(rate.provenance().observedAt()).isEqualTo("2026-11-18T01:24:17.455Z");
    assertThat(rate.provenance().simulated()).isTrue();
  }

  @Test
  void series_holes_areMissingNotZero() {
    Economic rate = data(dbnomics.fetch(query(0, "DBN:BIS/cbpol/M.GB"))).getFirst();

    assertThat(rate.observations().getFirst())
        .isEqualTo(new Observation(LocalDate.of(1946, 1, 1), OptionalDouble.empty(), null));
    assertThat(rate.observations().getLast().value()).isPresent();
  }

  @Test
  void series_limitedOrInRange_areCut() {
    VendorQuery year =
        new VendorQuery(
            MessageType.ECONOMIC,
            List.of(InstrumentId.of("DBN:BIS/cbpol/M.US")),
            null,
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2025-01-01T00:00:00Z"),
            0,
            null);

    assertThat(data(dbnomics.fetch(year)).getFirst().observations())
        .map(Observation::date)
        .hasSize(12)
        .startsWith(LocalDate.of(2024, 1, 1))
        .endsWith(LocalDate.of(2024, 12, 1));
    List<Economic> newest = data(dbnomics.fetch(query(3, "DBN:BIS/cbpol/M.US")));
    assertThat(newest.getFirst().observations()).hasSize(3);
    assertThat(newest.getFirst().observations().getLast().date()).isAfter(LocalDate.of(2026, 8, 1));
  }

  @Test
  void mask_severalPages_isAllThere() {
    try (DbnomicsConnection small = connect(2)) {
      simulator.resetCounters(DBNOMICS);
      VendorReply reply = small.fetch(query(1, "DBN:BIS/cbpol/M."));

      assertThat(data(reply))
          .map(e -> e.instrument().value())
          .containsExactlyInAnyOrder(
              "DBN:BIS/cbpol/M.US",
              "DBN:BIS/cbpol/M.GB",
              "DBN:BIS/cbpol/M.XM",
              "DBN:BIS/cbpol/M.JP");
      assertThat(((VendorReply.Data) reply).truncated()).isFalse();
      assertThat(simulator.traffic(DBNOMICS).requests()).isEqualTo(2);
    }
    simulator.resetCounters(DBNOMICS);
    assertThat(data(dbnomics.fetch(query(1, "DBN:BIS/cbpol/M.US+JP")))).hasSize(2);
  }

  @Test
  void release_latest_isFollowedAndKeepsItsName() {
    String name = "DBN:IMF/WEO:latest/USA.LUR.percent_of_total_labor_force";

    Economic rate = data(dbnomics.fetch(query(0, name))).getFirst();

    assertThat(rate.instrument()).hasToString(name);
    assertThat(rate.units()).isEqualTo("percent_of_total_labor_force");
    assertThat(rate.frequency()).isEqualTo("A");
  }

  @Test
  void series_severalAtOnce_takeOneCallAndTheUnknownSpoilsNone() {
    simulator.resetCounters(DBNOMICS);

    List<Economic> some =
        data(
            dbnomics.fetch(
                query(
                    2, "DBN:BIS/cbpol/M.US", "DBN:BIS/cbpol/M.XX", "DBN:FED/H15/RIFLGFCY10_N.B")));

    assertThat(some)
        .map(e -> e.instrument().value())
        .containsExactly("DBN:BIS/cbpol/M.US", "DBN:FED/H15/RIFLGFCY10_N.B");
    assertThat(simulator.traffic(DBNOMICS).requests()).isOne();
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/cbpol/M.XX", "DBN:BIS/cbpol/M.YY"))))
        .isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void search_words_findDataSetsAndSeriesInThem() {
    assertThat(data(dbnomics.fetch(search("policy", 0))))
        .map(e -> e.instrument() + " " + e.title())
        .containsExactly("DBN:BIS/cbpol Policy rates");
    VendorReply capped = dbnomics.fetch(search("DBN:BIS/cbpol", 3));
    assertThat(data(capped)).hasSize(3).allMatch(e -> e.observations().isEmpty());
    assertThat(((VendorReply.Data) capped).truncated()).isTrue();
    assertThat(data(dbnomics.fetch(search("DBN:BIS/cbpol japan", 0))))
        .map(e -> e.instrument().value())
        .containsExactly("DBN:BIS/cbpol/M.JP");
    assertThat(why(dbnomics.fetch(search("zeppelin", 0)))).isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/cbpol/M.XX")))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/nope/M.US")))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/cbpol/Q."))))
        .as("a mask without a match is an empty answer with 200")
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(why(dbnomics.fetch(query(0, "FRED:GDP")))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/cbpol")))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(why(dbnomics.fetch(query(0, "DBN:BIS/cbpol/M.US", "DBN:BIS/cbpol/M."))))
        .as("a mask is asked for alone")
        .isEqualTo(Refusal.NOT_SERVED);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_429, OVER_BUDGET",
    "HTTP_5XX, VENDOR_FAILED",
    "CUT, VENDOR_FAILED",
    "GARBAGE, GARBAGE"
  })
  void fault_whileItLasts_isRefused(Fault.Kind kind, Refusal expected) {
    try (DbnomicsConnection own = connect(0)) {
      simulator.inject(DBNOMICS, Fault.of(kind));
      VendorReply reply = own.fetch(query(1, "DBN:BIS/cbpol/M.US"));
      simulator.clearFaults(DBNOMICS);

      assertThat(why(reply)).isEqualTo(expected);
    }
    simulator.resetCounters(DBNOMICS);
  }
}
