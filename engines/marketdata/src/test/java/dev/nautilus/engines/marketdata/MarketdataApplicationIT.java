package dev.nautilus.engines.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.MarketData;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Side;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The marketdata service as `main` starts it, on real Redis servers, with a hub that plays the
/// vendor.
@NautilusBusTest
class MarketdataApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static EngineService start(BusServers servers) {
    return EngineService.start(
        MarketdataApplication.class,
        "marketdata",
        servers,
        "--nautilus.marketdata.symbols=AAPL",
        "--nautilus.marketdata.sessions.us-equities.symbols=MSFT");
  }

  /// Days and dividends as asked; of minutes the one with the hole, with a trade that was lost.
  private static DataResponse answer(DataRequest request) {
    if (BarSpec.MINUTE.equals(request.interval())) {
      double[] prices = {99, 105, 99, 100};
      return Fixtures.answer(
          "bar", List.of(Fixtures.vendor(BarSpec.MINUTE, Fixtures.OPEN, prices, 700)));
    }
    MessageType<?> type =
        request.types().contains("bar") ? MessageType.BAR : MessageType.CORPORATE_ACTION;
    return Fixtures.history(
        new Backfill(request.instruments(), List.of(type), null, Duration.ofDays(1), 0));
  }

  @Test
  void service_tapeWithAHole_buildsHealsConsolidatesAndAnswersByRest(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient reader = clients.client(EngineType.VPIN, "vpin-1");
    Recorder<Bar> bars = Recorder.on(reader, MessageType.BAR);
    Recorder<Nbbo> nbbos = Recorder.on(reader, MessageType.NBBO);
    Recorder<DataGap> gaps = Recorder.on(reader, MessageType.DATA_GAP);
    Recorder<MarketData> factors = Recorder.on(reader, MessageType.MARKET_DATA);
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(answer(request.payload())));
    try (EngineService service = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(200));
      assertThat(factors.await(1, SOON).getFirst().payload().attributes())
          .containsEntry("priceFactor", "0.99");

      hub.publish(MessageType.QUOTE, Fixtures.quote("ibkr", 1, 1, 99.9, 100.1));
      assertThat(nbbos.await(1, SOON).getFirst().payload().bid()).hasValue(99.9);
      for (int i = 1; i <= 30; i++) {
        if (i != 7) {
          hub.publish(MessageType.TRADE, Fixtures.trade(i, i * 4, 100, 10, Side.BUY));
        }
      }
      DataGap gap = gaps.await(1, SOON).getFirst().payload();
      assertThat(List.of(gap.firstMissing(), gap.missing())).containsExactly(7L, 1L);
      Bar healed =
          bars.awaitMatch(bar -> bar.spec().equals(BarSpec.MINUTE) && bar.volume() == 700, SOON)
              .payload();
      assertThat(healed.origin()).isEqualTo(Bar.Origin.BUILT);
      assertThat(healed.high()).isEqualTo(105);
      answersByRest(service);
    }
  }

  private static void answersByRest(EngineService service) throws Exception {
    assertThat(service.json("/api/v1/bars").at("/AAPL").toString()).contains("tick:100");
    JsonNode minutes = service.json("/api/v1/bars?symbol=AAPL&spec=1m&limit=5");
    assertThat(minutes.at("/0/volume").asDouble()).isEqualTo(700);
    assertThat(minutes.at("/0/origin").asString()).isEqualTo("BUILT");
    assertThat(service.json("/api/v1/nbbo/AAPL").at("/nbbo/instrument").asString())
        .isEqualTo("AAPL");
    // The minute may have come for what was before the engine listened, ahead of the hole's own.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(service.json("/api/v1/gaps"))
                    .isNotEmpty()
                    .allSatisfy(
                        each -> assertThat(each.at("/gap/state").asString()).isEqualTo("HEALED")));
    assertThat(service.json("/api/v1/books/AAPL").isEmpty()).isTrue();
    assertThat(service.json("/api/v1/factors/AAPL").size()).isEqualTo(2);
    HttpResponse<String> resync = service.post("/api/v1/resync", "{\"symbol\": \"AAPL\"}");
    assertThat(JsonMapper.shared().readTree(resync.body()).at("/asked").asInt()).isZero();

    assertThat(service.get("/api/v1/bars?symbol=XYZ").statusCode()).isEqualTo(404);
    HttpResponse<String> unknown = service.get("/api/v1/bars?symbol=AAPL&spec=7m");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("tick:100");
    assertThat(service.get("/api/v1/bars?symbol=AAPL&limit=0").statusCode()).isEqualTo(400);
    assertThat(service.get("/api/v1/bars?symbol=AAPL&limit=many").statusCode()).isEqualTo(400);
    assertThat(service.get("/api/v1/nbbo/XYZ").statusCode()).isEqualTo(404);
    assertThat(service.post("/api/v1/resync", "{}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/resync", "nonsense").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/resync", "{\"symbol\": \"XYZ\"}").statusCode()).isEqualTo(404);
    assertThat(service.get("/v3/api-docs").body()).contains("/api/v1/resync");
  }
}
