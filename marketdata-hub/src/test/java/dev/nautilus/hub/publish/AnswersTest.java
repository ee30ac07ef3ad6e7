package dev.nautilus.hub.publish;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.desk.DeskSetup;
import dev.nautilus.hub.publish.Answers.Manner;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

class AnswersTest {
  private static final long ROOM = 1 << 20;

  private static DataRequest request(List<String> symbols, String... types) {
    return new DataRequest(
        symbols.stream().map(InstrumentId::of).toList(),
        List.of(types),
        BarSpec.MINUTE,
        null,
        null,
        0);
  }

  private static List<MarketDatum> bars(String symbol, int count) {
    List<MarketDatum> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(bar(symbol, NOON.plusSeconds(60L * i), 101, true));
    }
    return bars;
  }

  @Test
  void answers_standInTheOrderAsked_instrumentByInstrument() {
    FakeVendor vendor =
        new FakeVendor(
            "fake",
            query ->
                query.type() == MessageType.QUOTE
                    ? new VendorReply.Data(List.of(quote("B", 2, NOON), quote("A", 1, NOON)), false)
                    : new VendorReply.Refused(Refusal.NO_DATA, "none"));
    Answers answers = new Answers(new DeskSetup(vendor).desk, ROOM);

    DataResponse response =
        answers.answer(request(List.of("A", "B"), "quote", "nonsense", "news"), Manner.ANY);

    assertThat(response.answers())
        .extracting(Answer::instrument, Answer::type, Answer::freshness, Answer::refusal)
        .containsExactly(
            tuple(id("A"), "quote", Freshness.FRESH, null),
            tuple(id("A"), "nonsense", Freshness.REFUSED, "BAD_REQUEST"),
            tuple(id("A"), "news", Freshness.REFUSED, "NO_DATA"),
            tuple(id("B"), "quote", Freshness.FRESH, null),
            tuple(id("B"), "nonsense", Freshness.REFUSED, "BAD_REQUEST"),
            tuple(id("B"), "news", Freshness.REFUSED, "NO_DATA"));
  }

  @Test
  void answerThatDoesNotFit_isRefusedWithAdvice_andTheOthersStand() {
    FakeVendor vendor =
        new FakeVendor(
                "fake",
                query -> {
                  String symbol = query.instruments().getFirst().value();
                  return new VendorReply.Data(
                      bars(symbol, symbol.equals("LONG") ? 5000 : 10), false);
                })
            .serving(query -> query.instruments().size() == 1);
    Answers answers = new Answers(new DeskSetup(vendor).desk, ROOM);

    List<Answer> given =
        answers.answer(request(List.of("LONG", "SHORT"), "bar"), Manner.ANY).answers();

    assertThat(given.get(0).refusal()).isEqualTo("BAD_REQUEST");
    assertThat(given.get(0).detail()).contains("5000 rows").contains("narrow the range");
    assertThat(given.get(1).data()).hasSize(10);
  }

  @Test
  void dataRequestOverTheBus_isAnsweredToTheAsker() throws Exception {
    FakeVendor vendor =
        new FakeVendor("fake", _ -> new VendorReply.Data(List.of(quote("A", 1, NOON)), false));
    DeskSetup setup = new DeskSetup(vendor);
    try (InMemoryBroker broker = InMemoryBroker.threaded();
        var hub = broker.connect(EngineType.HUB, "hub-1");
        var engine = broker.connect(EngineType.RISK, "risk-1");
        var scheduler = new SimpleAsyncTaskScheduler()) {
      DataRequestResponder responder =
          new DataRequestResponder(
              new BusLink(hub),
              new Answers(setup.desk, ROOM),
              scheduler,
              setup.time,
              new SimpleMeterRegistry());
      responder.start();
      await().until(responder::isListening);

      DataResponse response =
          engine
              .request(
                  MessageType.DATA_REQUEST, request(List.of("A"), "quote"), Duration.ofSeconds(5))
              .toCompletableFuture()
              .get()
              .payload();

      assertThat(response.answers().getFirst().data().getFirst().provenance().version())
          .isEqualTo((7L << 40) + 1);
      responder.stop();
    }
  }
}
