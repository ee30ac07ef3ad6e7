package dev.nautilus.hub;

import static dev.nautilus.hub.TwoHubs.SOON;
import static dev.nautilus.hub.TwoHubs.TAKE_OVER;
import static dev.nautilus.hub.TwoHubs.assertVersionsRise;
import static dev.nautilus.hub.TwoHubs.awaitLeads;
import static dev.nautilus.hub.TwoHubs.awaitStandsBy;
import static dev.nautilus.hub.TwoHubs.follow;
import static dev.nautilus.hub.TwoHubs.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.Quote;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Who leads, what the other does, and what becomes of a leader that ends in order, is frozen, or
/// cannot reach the Redis that elects it.
class StandbyHubIT {
  /// The hubs' logs; kept when something fails.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private static Recorder<Quote> quotes(TwoHubs hubs) {
    return Recorder.on(hubs.clients.client(EngineType.RISK, "risk-1"), MessageType.QUOTE);
  }

  private static void awaitMore(Recorder<Quote> quotes) {
    quotes.await(quotes.payloads().size() + 3, SOON);
  }

  @Test
  void follower_servesWhatItHears_andRefusesWhatNeedsAVendor() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        Recorder<Quote> quotes = quotes(hubs)) {
      HubProcess second = hubs.standby();
      String id = follow(hubs.first, "NVDA");
      quotes.await(3, SOON);
      await("the follower hears").atMost(SOON).until(() -> second.version("NVDA") > 0);

      HttpResponse<String> refused = second.http.get("/api/v1/fundamental/MSFT");
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("hub-a").contains("NOT_LEADING");
      await("it shows what the leader made")
          .atMost(SOON)
          .until(() -> second.http.get("/subscription/" + id).statusCode() == 200);
      assertThat(second.vendor.said()).as("said to the vendor while standing by").isEmpty();
      assertThat(second.vendor.accepted()).as("not even a connection").isZero();
    }
  }

  @Test
  void leaderEndsInOrder_theOtherLeadsAtOnce_andWhatFollows() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        Recorder<Quote> quotes = quotes(hubs)) {
      HubProcess second = hubs.standby();
      String id = follow(hubs.first, "NVDA");
      quotes.await(3, SOON);
      long before = quotes.payloads().getLast().provenance().version();

      hubs.first.terminate();
      awaitLeads(second, TAKE_OVER);
      awaitMore(quotes);
      assertThat(second.http.get("/subscription/" + id).statusCode()).isEqualTo(200);
      assertThat(term(second.version("NVDA"))).isGreaterThan(term(before));
      assertVersionsRise(quotes.payloads());
    }
  }

  @Test
  void leaderFrozen_saysNothingMoreToTheVendor_andStandsByWhenItGoesOn() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        Recorder<Quote> quotes = quotes(hubs)) {
      HubProcess first = hubs.first;
      HubProcess second = hubs.standby();
      var _ = follow(first, "NVDA");
      quotes.await(3, SOON);
      try (QuoteReader old = new QuoteReader(first, "NVDA");
          QuoteReader other = new QuoteReader(second, "NVDA")) {
        await().atMost(SOON).until(() -> old.served() > 0 && other.served() > 0);
        long before = old.newest();

        first.pause();
        awaitLeads(second, TAKE_OVER);
        await().atMost(SOON).until(() -> !second.vendor.said().isEmpty());
        await().atMost(SOON).until(() -> term(other.newest()) > term(before));
        first.goOn();
        awaitStandsBy(first);
        await("its connections are closed")
            .atMost(SOON)
            .until(() -> first.vendor.connections() == 0);
        await("serves what it hears").atMost(SOON).until(() -> term(old.newest()) > term(before));
        awaitMore(quotes);

        long taken = second.vendor.said().getFirst();
        assertThat(first.vendor.said()).as("said after another led").allMatch(at -> at < taken);
        assertVersionsRise(quotes.payloads());
        assertThat(old.wrong()).isEmpty();
        assertThat(other.wrong()).isEmpty();
      }
    }
  }

  @Test
  void onlyHub_frozenLongerThanItsLease_leadsAgainUnderAHigherTerm() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        Recorder<Quote> quotes = quotes(hubs)) {
      HubProcess only = hubs.first;
      var _ = follow(only, "NVDA");
      quotes.await(3, SOON);
      long before = quotes.payloads().getLast().provenance().version();

      only.pause();
      await("the lock is forgotten")
          .atMost(SOON)
          .until(() -> hubs.redis.engineLogic().command("GET", "hub:leader:lock") == null);
      only.goOn();

      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> term(only.version("NVDA")) > term(before));
      awaitMore(quotes);
      assertVersionsRise(quotes.payloads());
      assertThat(only.leads()).isTrue();
    }
  }

  @Test
  void redisThatElectsIsAway_nobodyTalksToTheVendor_thenOneLeads() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        Recorder<Quote> quotes = quotes(hubs)) {
      HubProcess first = hubs.first;
      HubProcess second = hubs.standby();
      var _ = follow(first, "NVDA");
      quotes.await(3, SOON);
      long before = quotes.payloads().getLast().provenance().version();

      hubs.redis.engineLogic().kill();
      await("the leader hangs up").atMost(SOON).until(() -> first.vendor.connections() == 0);
      int said = first.vendor.said().size();
      await()
          .during(Duration.ofSeconds(2))
          .atMost(SOON)
          .until(() -> first.vendor.connections() + second.vendor.connections() == 0);
      assertThat(first.vendor.said()).hasSize(said);
      assertThat(second.vendor.said()).isEmpty();

      hubs.redis.engineLogic().restart();
      await("one leads")
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> first.leads() != second.leads());
      await("it talks, the other does not")
          .atMost(SOON)
          .until(() -> first.vendor.connections() > 0 != second.vendor.connections() > 0);
      awaitMore(quotes);
      assertThat(term(quotes.payloads().getLast().provenance().version()))
          .isGreaterThan(term(before));
      assertVersionsRise(quotes.payloads());
    }
  }
}
