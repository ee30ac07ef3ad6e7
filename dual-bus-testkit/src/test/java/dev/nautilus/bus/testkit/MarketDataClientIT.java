package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.bus.marketdata.Latest;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.marketdata.MarketDataSubscription;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import dev.nautilus.message.SubscriptionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client against a hub that is a bus in memory and a web server, each as the test lets it.
class MarketDataClientIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private final InMemoryBroker broker = InMemoryBroker.threaded();
  private final DualBusClient hub = broker.connect(EngineType.HUB, "hub-1");
  private final DualBusClient engine = broker.connect(EngineType.RISK, "risk-1");
  private final Map<InstrumentId, Quote> newest = new ConcurrentHashMap<>();
  private final Queue<DataRequest> askedOverTheBus = new ConcurrentLinkedQueue<>();
  private final Queue<String> askedByHttp = new ConcurrentLinkedQueue<>();
  private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
  private volatile int httpStatus = 200;
  private HttpServer web;

  @BeforeEach
  void openHub() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/data/request",
        exchange -> {
          byte[] question = exchange.getRequestBody().readAllBytes();
          askedByHttp.add(new String(question, StandardCharsets.UTF_8));
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] answer = PayloadJson.mapper().writeValueAsBytes(respond(List.of(AAPL)));
          exchange.sendResponseHeaders(httpStatus, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void close() {
    web.stop(0);
    broker.close();
  }

  private MarketDataClient client() {
    return MarketDataClient.builder(engine)
        .timeout(Duration.ofSeconds(2))
        .hub(URI.create("http://localhost:" + web.getAddress().getPort()))
        .token("a-token-of-risk")
        .build();
  }

  private Subscription answerOverTheBus() {
    return hub.respond(
        MessageType.DATA_REQUEST,
        message -> {
          askedOverTheBus.add(message.payload());
          return CompletableFuture.completedFuture(respond(message.payload().instruments()));
        });
  }

  private DataResponse respond(List<InstrumentId> instruments) {
    List<Answer> answers = new ArrayList<>();
    for (InstrumentId instrument : instruments) {
      Quote known = newest.get(instrument);
      answers.add(
          known == null
              ? answer(instrument, Freshness.REFUSED, List.of(), "NOT_FOUND")
              : answer(instrument, Freshness.FRESH, List.of(known), null));
    }
    return new DataResponse(answers);
  }

  private static Answer answer(
      InstrumentId instrument, Freshness how, List<MarketDatum> data, @Nullable String refusal) {
    return new Answer(instrument, "quote", how, 0, data, refusal, refusal);
  }

  private void publish(double bid, long version) {
    newest.put(AAPL, quote(bid, version));
    hub.publish(MessageType.QUOTE, quote(bid, version));
  }

  private static Quote quote(double bid, long version) {
    Instant now = Instant.parse("2026-11-20T17:00:00Z");
    var none = OptionalDouble.empty();
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        none,
        none,
        none,
        none,
        "USD",
        new Provenance(Source.of("fake"), now, now, version, true));
  }

  private static DataResponse quotes(MarketDataClient client, List<InstrumentId> symbols)
      throws Exception {
    return client.get(symbols, List.of(MessageType.QUOTE)).toCompletableFuture().get();
  }

  @Test
  void get_busAnswers_httpIsNotAsked() throws Exception {
    newest.put(AAPL, quote(150, 1));
    try (MarketDataClient client = client();
        Subscription answering = answerOverTheBus()) {
      assertThat(quotes(client, List.of(AAPL)).answers().get(0).data())
          .containsExactly(quote(150, 1));
      assertThat(answering.type()).isEqualTo(MessageType.DATA_REQUEST);
      assertThat(askedByHttp).isEmpty();
    }
  }

  @Test
  void get_busDoesNotAnswer_httpDoesWithTheVeryDatum_andTheBusIsLeftAloneForAWhile()
      throws Exception {
    newest.put(AAPL, quote(150, 1));
    try (MarketDataClient client = client()) {
      assertThat(quotes(client, List.of(AAPL)).answers().get(0).data())
          .containsExactly(quote(150, 1));
      try (Subscription answering = answerOverTheBus()) {
        quotes(client, List.of(AAPL));
        assertThat(answering.type()).isEqualTo(MessageType.DATA_REQUEST);
      }
      assertThat(client.askedByHttp()).isEqualTo(2);
      assertThat(askedOverTheBus).isEmpty();
      assertThat(askedByHttp)
          .allMatch(body -> body.contains("\"symbols\":[\"AAPL\"]"))
          .allMatch(body -> body.contains("\"data_types\":[\"quote\"]"))
          .allMatch(body -> body.contains("\"engine\":\"risk\""));
      assertThat(tokens).containsOnly("Bearer a-token-of-risk");
    }
  }

  @Test
  void get_busIsDown_httpAnswersWithoutWaitingForTheBus() throws Exception {
    newest.put(AAPL, quote(150, 1));
    broker.cut(Bus.MARKET_DATA);
    try (MarketDataClient client = client()) {
      assertThat(quotes(client, List.of(AAPL)).answers()).hasSize(1);
      assertThat(client.askedByHttp()).isEqualTo(1);
    }
  }

  @Test
  void get_neitherWayAnswers_saysBoth() {
    web.stop(0);
    try (MarketDataClient client = client()) {
      assertThatThrownBy(() -> quotes(client, List.of(AAPL)))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              BusException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(BusException.Reason.TIMEOUT);
                assertThat(e).hasMessageContaining("over the bus").hasMessageContaining("http://");
              });
    }
  }

  @Test
  void get_hubRefusesTheToken_saysWhatToSet() {
    httpStatus = 401;
    try (MarketDataClient client = client()) {
      assertThatThrownBy(() -> quotes(client, List.of(AAPL)))
          .cause()
          .hasMessageContaining("401")
          .hasMessageContaining("nautilus.bus.hub.token");
    }
  }

  @Test
  void get_moreSymbolsThanARequestHolds_isAskedInPieces_andAnsweredInOrder() throws Exception {
    List<InstrumentId> symbols =
        IntStream.range(0, 450).mapToObj(i -> InstrumentId.of("S" + i)).toList();
    try (MarketDataClient client = client();
        Subscription answering = answerOverTheBus()) {
      assertThat(quotes(client, symbols).answers())
          .extracting(Answer::instrument)
          .containsExactlyElementsOf(symbols);
      assertThat(answering.type()).isEqualTo(MessageType.DATA_REQUEST);
      assertThat(askedOverTheBus)
          .extracting(asked -> asked.instruments().size())
          .containsExactly(200, 200, 50);
    }
  }

  @Test
  void subscribe_valuesReachTheHandlerAndTheNearCache_andTheHubIsToldOfBothEnds() {
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    try (Recorder<SubscriptionRequest> told = Recorder.on(hub, MessageType.SUBSCRIPTION_REQUEST);
        MarketDataClient client = client()) {
      MarketDataSubscription following =
          client.subscribe(
              List.of(AAPL),
              List.of(MessageType.QUOTE),
              datum -> seen.add(datum.provenance().version()));
      publish(150, 1);
      publish(151, 3);
      publish(150.5, 2);
      publish(152, 4);

      await().atMost(SOON).until(() -> seen.contains(4L));
      assertThat(seen).as("a state never goes back").containsExactly(1L, 3L, 4L);
      Latest<Quote> latest = client.latest(AAPL).orElseThrow();
      assertThat(latest.version()).isEqualTo(4);
      assertThat(latest.datum().bid()).hasValue(152);
      assertThat(following.instruments()).containsExactly(AAPL);

      following.close();
      following.close();
      List<SubscriptionRequest> requests =
          told.await(2, SOON).stream().map(message -> message.payload()).toList();
      assertThat(requests).extracting(SubscriptionRequest::active).containsExactly(true, false);
      assertThat(requests.get(0).types()).containsExactly("quote");
      assertThat(requests.get(1).subscriptionId()).isEqualTo(requests.get(0).subscriptionId());
      assertThat(client.latest(AAPL)).isEmpty();
    }
  }

  @Test
  void follow_tellsTheHubInPiecesOfWhatARequestHolds() {
    List<InstrumentId> symbols =
        IntStream.range(0, 250).mapToObj(i -> InstrumentId.of("S" + i)).toList();
    try (Recorder<SubscriptionRequest> told = Recorder.on(hub, MessageType.SUBSCRIPTION_REQUEST);
        MarketDataClient client = client()) {
      client.follow(symbols, List.of(MessageType.QUOTE, MessageType.NBBO));

      List<SubscriptionRequest> requests =
          told.await(2, SOON).stream().map(message -> message.payload()).toList();
      assertThat(requests).extracting(r -> r.instruments().size()).containsExactly(200, 50);
      assertThat(requests).extracting(SubscriptionRequest::subscriptionId).doesNotHaveDuplicates();
      assertThat(requests)
          .as("nbbo is made by an engine, the hub would refuse")
          .allMatch(request -> request.types().equals(List.of("quote")));
    }
  }

  @Test
  void latest_busGoesAndComesBack_isLiveAgainOnceTheHubConfirmsIt() {
    publish(150, 1);
    try (Subscription answering = answerOverTheBus();
        MarketDataClient client = client()) {
      client.follow(List.of(AAPL), List.of(MessageType.QUOTE));
      await().atMost(SOON).until(() -> client.latest(AAPL).filter(Latest::live).isPresent());

      broker.cut(Bus.MARKET_DATA);
      await().atMost(SOON).until(() -> client.latest(AAPL).filter(Latest::live).isEmpty());
      assertThat(client.latest(AAPL)).as("still there, and marked").isPresent();

      broker.restore(Bus.MARKET_DATA);
      await().atMost(SOON).until(() -> client.latest(AAPL).filter(Latest::live).isPresent());
      assertThat(client.latest(AAPL).orElseThrow().version()).isEqualTo(1);
      assertThat(answering.type()).isEqualTo(MessageType.DATA_REQUEST);
    }
  }
}
