package dev.nautilus.hub.vendor.datagov;

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
import dev.nautilus.message.InstrumentId;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.serve.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/// The whole adapter against a catalog whose gateway checks keys and counts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataGovConnectionIT {
  private static final String DATA_GOV = "data_gov";
  private static final String KEY = TestVendors.at(Map.of()).key();
  private static final String V4 = "/technology/datagov/v4/search";
  private static final String OLD = "/api/3/action/package_search";
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");

  private final VendorSimulator simulator =
      VendorSimulator.builder()
          .ephemeralPorts()
          .clock(InstantSource.fixed(NOW))
          .vendor(DataGovVendor.withKey(KEY))
          .start();
  private final DataGovConnection catalog = connect(KEY, Duration.ofMillis(300));

  @BeforeAll
  void reset() {
    simulator.resetCounters(DATA_GOV);
  }

  @AfterEach
  void calm() {
    simulator.clearFaults(DATA_GOV);
    assertThat(simulator.traffic(DATA_GOV).peakHttp()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  void close() {
    catalog.close();
    simulator.close();
  }

  private DataGovConnection connect(String key, Duration penalty) {
    String host = simulator.url(DATA_GOV).toString();
    Map<String, URI> urls =
        Map.of("api", URI.create(host + "/technology/datagov/v4"), "catalog", URI.create(host));
    VendorsProperties.Limits limits =
        new VendorsProperties.Limits(1000, Duration.ofSeconds(1), 1000, 0, penalty, 2);
    return new DataGovConnection(
        TestVendors.withKey(TestVendors.at(urls, limits), key), InstantSource.fixed(NOW));
  }

  private static VendorQuery search(String text, int limit) {
    return new VendorQuery(MessageType.ECONOMIC, List.of(), null, null, null, limit, text);
  }

  private static VendorQuery query(String... instruments) {
    List<InstrumentId> about = Arrays.stream(instruments).map(InstrumentId::of).toList();
    return new VendorQuery(MessageType.ECONOMIC, about, null, null, null, 0, null);
  }

  private static List<Economic> data(VendorReply reply) {
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data().stream().map(Economic.class::cast).toList();
  }

  private static Refusal why(VendorReply reply) {
    assertThat(reply).isInstanceOf(Refused.class);
    return ((Refused) reply).why();
  }

  private long calls(String path) {
    return simulator.traffic(DATA_GOV).byPath().getOrDefault(path, 0L);
  }

  @Test
  void search_words_describesDataSets() {
    List<Economic> found = data(catalog.fetch(search("unemployment rate", 0)));

    assertThat(found).isNotEmpty().allMatch(e -> e.observations().isEmpty());
    assertThat(found.getFirst().instrument()).hasToString("DATAGOV:unemployment-rate-unrate");
    assertThat(found.getFirst().title()).isEqualTo("Unemployment Rate (UNRATE)");
    assertThat(found.getFirst().frequency()).isEqualTo("M");
    assertThat(found.getFirst().provenance().observedAt()).isEqualTo("2026-11-18T03:35:12.398986Z");
    assertThat(found.getFirst().provenance().simulated()).isTrue();
  }

  @Test
  void search_moreThanAPage_followsTheCursor() {
    simulator.resetCounters(DATA_GOV);

    VendorReply all = catalog.fetch(search("bureau", 100));

    assertThat(data(all)).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    assertThat(((VendorReply.Data) all).truncated()).isFalse();
    assertThat(calls(V4)).isGreaterThan(2);
    VendorReply some = catalog.fetch(search("bureau", 3));
    assertThat(data(some)).hasSize(3);
    assertThat(((VendorReply.Data) some).truncated()).isTrue();
  }

  @Test
  void dataSet_bySlug_isDescribed() {
    assertThat(data(catalog.fetch(query("DATAGOV:unemployment-rate-unrate"))))
        .map(Economic::title)
        .containsExactly("Unemployment Rate (UNRATE)");
  }

  @Test
  void newApi_whileItFails_isReplacedByTheOldOneWithoutTheKey() {
    try (DataGovConnection own = connect(KEY, Duration.ofMillis(300))) {
      simulator.inject(DATA_GOV, Fault.of(Fault.Kind.HTTP_5XX).onPath("/technology/"));
      List<Economic> old = data(own.fetch(search("unemployment rate", 0)));
      simulator.resetCounters(DATA_GOV);
      List<Economic> again = data(own.fetch(search("unemployment rate", 0)));
      List<Economic> one = data(own.fetch(query("DATAGOV:unemployment-rate-unrate")));

      assertThat(old).isEqualTo(again).isEqualTo(data(catalogAfterwards()));
      assertThat(one).hasSize(1);
      assertThat(calls(V4)).as("left alone for a while").isOne();
      assertThat(calls(OLD)).isOne();
    }
    simulator.resetCounters(DATA_GOV);
  }

  /// What the new API says about the same words once it is well again.
  private VendorReply catalogAfterwards() {
    simulator.clearFaults(DATA_GOV);
    return catalog.fetch(search("unemployment rate", 0));
  }

  @Test
  void bothApis_whileTheyFail_areARefusal() {
    try (DataGovConnection own = connect(KEY, Duration.ofMillis(300))) {
      simulator.inject(DATA_GOV, Fault.of(Fault.Kind.HTTP_5XX));

      assertThat(why(own.fetch(search("rate", 0)))).isEqualTo(Refusal.VENDOR_FAILED);
    }
    simulator.resetCounters(DATA_GOV);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_429, OVER_BUDGET", "CUT, VENDOR_FAILED", "GARBAGE, GARBAGE"})
  void fault_whileItLasts_isRefused(Fault.Kind kind, Refusal expected) {
    try (DataGovConnection own = connect(KEY, Duration.ofMillis(300))) {
      simulator.inject(DATA_GOV, Fault.of(kind));

      VendorReply reply = own.fetch(search("rate", 0));

      assertThat(why(reply)).isEqualTo(expected);
      assertThat(((Refused) reply).detail()).doesNotContain(KEY);
    }
    simulator.resetCounters(DATA_GOV);
  }

  @Test
  void key_missingOrWrong_isSaidAndNotWorkedAround() {
    try (DataGovConnection without = connect("", Duration.ofMillis(300));
        DataGovConnection wrong = connect("x".repeat(40), Duration.ofMillis(300))) {
      simulator.resetCounters(DATA_GOV);

      assertThat(without.status().state()).isEqualTo(VendorStatus.State.NOT_CONFIGURED);
      assertThat(without.status().detail()).contains("TEST_KEY");
      assertThat(why(without.fetch(search("rate", 0)))).isEqualTo(Refusal.NOT_CONFIGURED);
      assertThat(why(wrong.fetch(search("rate", 0)))).isEqualTo(Refusal.UNAUTHORIZED);
      assertThat(calls(OLD)).isZero();
    }
    simulator.resetCounters(DATA_GOV);
  }

  @Test
  void demoKey_overItsHourlyLimit_isSilentForAnHour() {
    try (DataGovConnection demo = connect("DEMO_KEY", Duration.ofHours(1))) {
      VendorReply reply = demo.fetch(search("rate", 1));
      for (int i = 0; i < 30; i++) {
        reply = demo.fetch(search("rate", 1));
      }
      long calls = simulator.traffic(DATA_GOV).requests();

      assertThat(why(reply)).isEqualTo(Refusal.OVER_BUDGET);
      assertThat(((Refused) reply).retryAfter()).isEqualTo(Duration.ofHours(1));
      assertThat(why(demo.fetch(search("rate", 1)))).isEqualTo(Refusal.OVER_BUDGET);
      assertThat(simulator.traffic(DATA_GOV).requests()).isEqualTo(calls);
    }
    simulator.resetCounters(DATA_GOV);
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(why(catalog.fetch(search("zeppelin", 0)))).isEqualTo(Refusal.NO_DATA);
    assertThat(why(catalog.fetch(query("DATAGOV:no-such-set")))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(why(catalog.fetch(query("FRED:GDP")))).isEqualTo(Refusal.NOT_SERVED);
  }
}
