package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.VendorsProperties.Limits;
import dev.nautilus.message.Source;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// An hour of simulated time at twenty times the demand that each source allows, with the limits of
/// `vendors.yml`, against the simulator of that source. The simulator counts what arrives, and
/// those that limit refuse by themselves what exceeds their published limit.
///
/// Every call that is allowed is a real exchange, nearly a hundred thousand of them; the questions
/// are those that cost the simulator least. [BudgetHourTest] plays the hour without a network, with
/// crowds, gaps and a restart.
class VendorBudgetIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int TIMES = 20;

  /// The simulator keeps its count by second for the latest 300 busy ones.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(200);

  private static final VendorsProperties CATALOGUE = catalogue();

  /// What a source is asked, and what its refusals look like when their status is 200.
  record Asked(String source, String path, Map<String, String> headers) {
    @Override
    public String toString() {
      return source;
    }

    Outcome<Integer> read(HttpAnswer answer) {
      // A refusal of the vendor's, told apart from one of our own budget.
      return answer.status() != 200 || answer.text().contains("API requests")
          ? Outcome.bad(Refusal.GARBAGE, "the vendor refused: " + answer.status())
          : Outcome.good(answer.status());
    }
  }

  private static VendorsProperties catalogue() {
    AtomicReference<VendorsProperties> catalogue = new AtomicReference<>();
    new ApplicationContextRunner()
        .withUserConfiguration(VendorsConfiguration.class)
        .run(context -> catalogue.set(context.getBean(VendorsProperties.class)));
    return catalogue.get();
  }

  static Stream<Asked> sources() {
    return Stream.of(
        new Asked("ibkr", "/v1/api/iserver/auth/status", Map.of()),
        new Asked(
            "alpha_vantage",
            "/query?function=GLOBAL_QUOTE&symbol=AAPL&apikey=" + AlphaVendor.DEFAULT_KEY,
            Map.of()),
        new Asked(
            "fred",
            "/fred/series?series_id=GDP&file_type=json&api_key=" + FredVendor.DEFAULT_KEY,
            Map.of()),
        new Asked(
            "sec_edgar",
            "/files/company_tickers.json",
            Map.of("User-Agent", "Example Trading ops@trading.example")),
        new Asked(
            "data_gov",
            "/technology/datagov/v4/keywords",
            Map.of("x-api-key", DataGovVendor.DEFAULT_KEY)),
        new Asked(
            "trading_economics",
            "/markets/symbol/AAPL:US?c=" + TradingEconomicsVendor.DEFAULT_KEY,
            Map.of()),
        new Asked("dbnomics", "/v22/providers", Map.of()),
        new Asked(
            "yahoo_finance",
            "/v8/finance/chart/AAPL?interval=1d&range=1d",
            Map.of("User-Agent", "Mozilla/5.0")));
  }

  @Test
  void everySource_isTried() {
    assertThat(sources().map(each -> Source.of(each.source())))
        .containsExactlyInAnyOrderElementsOf(CATALOGUE.sources());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anHourAtTwentyTimesTheDemand_theVendorNeverRefuses(Asked asked) {
    Source source = Source.of(asked.source());
    Limits limits = CATALOGUE.of(source).limits();
    ManualTime time = new ManualTime();
    Seen seen;
    try (VendorSimulator simulator =
            VendorSimulator.builder().ephemeralPorts().clock(time).start();
        VendorHttp http =
            new VendorHttp(
                source, hurried(TestVendors.at(Map.of(), limits)), time, time::read, null)) {
      seen = playHour(asked, limits, new Stage(simulator, http, time));

      assertThat(seen.refusedByVendor()).isZero();
      assertThat(simulator.traffic(asked.source()).requests()).isEqualTo(seen.answered());
    }
    assertThat(seen.bySecond().values().stream().mapToLong(Long::longValue).sum())
        .as("every second was looked at")
        .isEqualTo(seen.answered());
    assertThat(seen.bySecond().values()).allMatch(count -> count <= limits.requests());
    long allowed =
        (long) Math.ceil(HOUR.toNanos() / (double) limits.per().toNanos() * limits.requests());
    long most = limits.perDay() > 0 ? limits.perDay() : allowed;
    assertThat(seen.answered())
        .as("all that is allowed, and no more")
        .isBetween((int) (0.9 * most), (int) most);
  }

  private record Stage(VendorSimulator simulator, VendorHttp http, ManualTime time) {}

  private record Seen(int answered, int refusedByVendor, SortedMap<Instant, Long> bySecond) {}

  private static Seen playHour(Asked asked, Limits limits, Stage stage) {
    URI url = stage.simulator().url(asked.source()).resolve(asked.path());
    Duration step = limits.per().dividedBy((long) limits.requests() * TIMES);
    SortedMap<Instant, Long> bySecond = new TreeMap<>();
    int answered = 0;
    int refusedByVendor = 0;
    long look = 0;
    while (stage.time().read() < HOUR.toNanos()) {
      stage.time().advance(step);
      switch (stage.http().get(url, asked.headers(), asked::read)) {
        case Outcome.Good<Integer> _ -> answered++;
        case Outcome.Bad<Integer>(VendorReply.Refused refused)
            when refused.why() != Refusal.OVER_BUDGET ->
            refusedByVendor++;
        case Outcome.Bad<Integer> _ -> {}
      }
      if (stage.time().read() > look) {
        look += LOOK_EVERY.toNanos();
        bySecond.putAll(stage.simulator().traffic(asked.source()).bySecond());
      }
    }
    bySecond.putAll(stage.simulator().traffic(asked.source()).bySecond());
    return new Seen(answered, refusedByVendor, bySecond);
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
